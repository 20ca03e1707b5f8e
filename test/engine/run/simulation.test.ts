import fc from 'fast-check';
import type { Plan } from '../../../engine/plan';
import { needed } from '../../../engine/plan/needed';
import { advance, initialState } from '../../../engine/run/advance';
import { modelResults } from '../../../engine/run/outcome';
import { afterCrash, replay } from '../../../engine/run/resume';
import type { Command, Observation, RunState, StepStatus } from '../../../engine/run/types';
import { planned, scenario, type Planned } from '../../support/random-runs';
import { ToyWarehouse } from '../../support/toy-warehouse';

type Running = Exclude<Command, { type: 'finish' }>;

/** Completion order and crashes, chosen by a list of random numbers. */
function simulate(given: Planned, choices: Iterator<number>, crashes: number) {
  const { plan, threads, failing } = given;
  const warehouse = new ToyWarehouse(given.relations);
  const journal: Observation[] = [];
  let inFlight: Running[] = [];
  let state: RunState = initialState(plan, threads);
  let crashesLeft = crashes;
  const choose = (below: number) => ((choices.next().value as number | undefined) ?? 0) % below;

  const take = (observations: readonly Observation[]) => {
    journal.push(...observations);
    const next = advance(plan, state, observations);
    state = next.state;
    for (const command of next.commands) {
      if (command.type === 'finish') continue;
      checkCommand(plan, state, command, inFlight);
      inFlight.push(command);
    }
    expect(inFlight.length).toBeLessThanOrEqual(threads);
  };
  const carryOut = (command: Running): StepStatus => {
    const unit = unitOf(plan, command.unit);
    if (command.type === 'rollback') {
      warehouse.rollback(unit);
      return 'success';
    }
    const step = stepOf(plan, command);
    if (failing.has(step.id)) return step.purpose === 'audit' ? 'fail' : 'error';
    warehouse.execute(unit, step, command.sql);
    return step.purpose === 'audit' ? 'pass' : 'success';
  };

  take([]);
  while (!state.finished) {
    if (inFlight.length === 0) throw new Error('nothing runs and the run is not finished');
    if (crashesLeft > 0 && choose(12) === 0) {
      crashesLeft -= 1;
      // Some of what was in flight was carried out, and the last entries of the journal were not written.
      for (const command of inFlight) if (choose(2) === 0) carryOut(command);
      warehouse.crash();
      journal.splice(journal.length - choose(Math.min(4, journal.length + 1)));
      inFlight = [];
      state = replay(plan, threads, journal);
      take(afterCrash(plan, state, warehouse.catalog()));
      continue;
    }
    const [command] = inFlight.splice(choose(inFlight.length), 1);
    if (!command) continue;
    const status = carryOut(command);
    const { unit, step, attempt } = command;
    take([{ type: 'step', unit, step, attempt, status, startedAt: '', endedAt: '' }]);
  }
  expect(inFlight).toEqual([]);
  return { state, published: warehouse.published(), finished: state.finished };
}

function checkCommand(plan: Plan, state: RunState, command: Running, inFlight: readonly Running[]): void {
  const unit = unitOf(plan, command.unit);
  for (const parent of unit.after) expect(state.units[parent]?.status).toBe('published');
  expect(inFlight.some((other) => other.step === command.step && other.unit === command.unit)).toBe(false);
  if (command.type === 'rollback') {
    expect(command.sql).toBe(unit.rollback);
    return;
  }
  const step = stepOf(plan, command);
  expect(command.sql).toBe(step.sql);
  expect(needed(step, state.units[unit.id]?.live ?? {})).toBe(true);
  if (step.session) {
    const busy = inFlight.filter(
      (other) => other.unit === unit.id && other.type === 'run' && stepOf(plan, other).session,
    );
    expect(busy).toEqual([]);
  }
}

function unitOf(plan: Plan, id: string) {
  const unit = plan.units.find((one) => one.id === id);
  if (!unit) throw new Error(`no unit ${id}`);
  return unit;
}

function stepOf(plan: Plan, command: Running) {
  const step = unitOf(plan, command.unit).steps.find(({ id }) => id === command.step);
  if (!step) throw new Error(`no step ${command.step}`);
  return step;
}

/** Where several steps of a group would fail, the first to come is told as the error, and the others as skipped. */
function statuses({ plan, failing }: Planned, state: RunState) {
  return Object.fromEntries(
    modelResults(plan, state).map(({ model, status }) => [
      model,
      failing.size > 1 && status === 'skipped' ? 'error' : status,
    ]),
  );
}

const choices = fc.infiniteStream(fc.nat(1_000));
const always0 = () => [][Symbol.iterator]();

test('in any order of completion, a run sends the planned statements, parents first, and ends with one status a model', () => {
  fc.assert(
    fc.property(scenario, choices, (random, order) => {
      const given = planned(random);
      const { state, finished } = simulate(given, order, 0);
      const results = modelResults(given.plan, state).map(({ model }) => model);
      expect(results).toEqual([...new Set(results)]);
      expect(results.length).toBe(
        given.plan.units.flatMap((unit) => unit.models).length + given.plan.unchanged.length,
      );
      expect(finished).toBe(given.failing.size > 0 ? 'error' : 'success');
    }),
    { numRuns: 100 },
  );
});

test('the order of completion does not change what is published', () => {
  fc.assert(
    fc.property(scenario, choices, (random, order) => {
      const given = planned(random);
      const [one, other] = [simulate(given, always0(), 0), simulate(given, order, 0)];
      expect(other.published).toEqual(one.published);
      expect(statuses(given, other.state)).toEqual(statuses(given, one.state));
    }),
    { numRuns: 100 },
  );
});

test('a run that crashed and was resumed publishes what an undisturbed one does', () => {
  fc.assert(
    fc.property(scenario, choices, fc.integer({ min: 1, max: 4 }), (random, order, crashes) => {
      const given = planned(random);
      const undisturbed = simulate(given, always0(), 0);
      const resumed = simulate(given, order, crashes);
      expect(resumed.published).toEqual(undisturbed.published);
      expect(statuses(given, resumed.state)).toEqual(statuses(given, undisturbed.state));
    }),
    { numRuns: 150 },
  );
});

test('what failed is not published, and nothing below it runs', () => {
  fc.assert(
    fc.property(scenario, choices, (random, order) => {
      const given = planned(random);
      const { state } = simulate(given, order, 0);
      for (const unit of given.plan.units) {
        const blocked = unit.after.some((parent) => state.units[parent]?.status !== 'published');
        const failed = unit.steps.some(
          (step) => given.failing.has(step.id) && state.units[unit.id]?.steps[step.id] !== undefined,
        );
        if (blocked) expect(state.units[unit.id]).toMatchObject({ status: 'skipped', steps: {} });
        else expect(state.units[unit.id]?.status).toBe(failed ? 'failed' : 'published');
      }
    }),
    { numRuns: 100 },
  );
});
