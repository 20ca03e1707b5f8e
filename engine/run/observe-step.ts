import { matchColumns } from '../plan/merge';
import type { Plan, Step, Unit } from '../plan/types';
import type { Observation, RunState, SentObservation, StepObservation, UnitState } from './types';

/** Name under which a unit's rollback is observed. */
export const ROLLBACK = 'rollback';

/** Takes one observation into the state. One that is late (its unit started over since) changes nothing. */
export function observe(plan: Plan, state: RunState, observation: Observation): RunState {
  switch (observation.type) {
    case 'stop':
      return { ...state, stopped: state.stopped ?? observation.reason };
    case 'abandoned':
      return { ...state, finished: 'error' };
    case 'lost':
      return withUnit(state, observation.unit, (unit) => ({
        ...unit,
        status: 'waiting',
        attempt: unit.attempt + 1,
        steps: {},
        transactionOpen: false,
        live: { ...unit.live, ...observation.live },
        rewritten: {},
        cause: undefined,
      }));
    case 'sent':
      return withUnit(state, observation.unit, (unit) => takeSent(unit, observation));
    case 'step': {
      const unit = plan.units.find(({ id }) => id === observation.unit);
      return unit ? withUnit(state, unit.id, (before) => takeStep(unit, before, observation)) : state;
    }
  }
}

function withUnit(state: RunState, id: string, change: (unit: UnitState) => UnitState): RunState {
  const unit = state.units[id];
  return unit ? { ...state, units: { ...state.units, [id]: change(unit) } } : state;
}

function takeSent(before: UnitState, { attempt, steps }: SentObservation): UnitState {
  if (before.attempt !== attempt) return before;
  const started = steps.filter((step) => before.steps[step] === undefined);
  const running = Object.fromEntries(started.map((step) => [step, 'running'] as const));
  return { ...before, steps: { ...before.steps, ...running } };
}

function takeStep(unit: Unit, before: UnitState, observation: StepObservation): UnitState {
  if (before.attempt !== observation.attempt || typeof before.steps[observation.step] === 'object')
    return before;
  const steps = { ...before.steps, [observation.step]: observation };
  // Whether the rollback worked or not, the driver closes the session after it, and the transaction ends with that.
  if (observation.step === ROLLBACK) return { ...before, steps, transactionOpen: false };
  const step = unit.steps.find(({ id }) => id === observation.step);
  if (!step) return before;
  if (step.purpose === 'clean') return { ...before, steps };
  if (observation.status === 'error' || observation.status === 'fail') {
    return { ...before, steps, status: 'failing', cause: before.cause ?? causeOf(step, observation) };
  }
  const transactionOpen = step.transaction ? step.transaction === 'begin' : before.transactionOpen;
  return takeColumns(unit, step, observation, { ...before, steps, transactionOpen });
}

function causeOf(step: Step, { status, message, failures }: StepObservation): string {
  return status === 'fail' ? `${step.id} found ${failures ?? 0}` : `${step.id}: ${message ?? 'failed'}`;
}

/** Arrived rows with other columns than planned change the merge, or stop it. */
function takeColumns(unit: Unit, step: Step, observation: StepObservation, state: UnitState): UnitState {
  if (!step.columns || !observation.columns) return state;
  const name = unit.models.find(({ model }) => model === step.model)?.name ?? unit.id;
  const outcome = matchColumns(step.columns, observation.columns, name);
  switch (outcome.kind) {
    case 'as planned':
      return state;
    case 'refused':
      return {
        ...state,
        status: 'failing',
        cause: state.cause ?? outcome.message,
        steps: { ...state.steps, [step.id]: { ...observation, status: 'error', message: outcome.message } },
      };
    case 'changed': {
      const { addStep, dropStep, mergeSteps } = outcome.rewrite;
      const rewritten = { ...state.rewritten };
      if (outcome.add !== undefined) rewritten[addStep] = outcome.add;
      if (outcome.drop !== undefined) rewritten[dropStep] = outcome.drop;
      outcome.merge.forEach((sql, index) => {
        const id = mergeSteps[index];
        if (id !== undefined) rewritten[id] = sql;
      });
      return { ...state, rewritten };
    }
  }
}
