import { LakehouseError } from '../errors';
import type { Plan, Step } from '../plan/types';
import type { Session, Warehouse } from '../warehouse/port';
import type { Clock } from './clock';
import { failingRowsOf, type FailingRows } from './failing-rows';
import { judge, read, tagOf } from './interpret';
import type { Command, StepObservation } from './types';

type Running = Exclude<Command, { type: 'finish' }>;

export interface Executing {
  readonly plan: Plan;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /** Where the failing rows of a test are kept. */
  readonly keep: (rows: FailingRows) => Promise<void>;
}

/** Runs commands, keeping the sessions of units whose transaction is open. */
export interface Executor {
  execute(command: Running): Promise<StepObservation>;
  /** Ends every session, and with it what it did not commit. */
  close(): Promise<void>;
}

export function makeExecutor({ plan, warehouse, clock, keep }: Executing): Executor {
  const sessions = new Map<string, Session>();
  const units = new Map(plan.units.map((unit) => [unit.id, unit]));

  const end = async (unit: string) => {
    const session = sessions.get(unit);
    sessions.delete(unit);
    await session?.close();
  };
  const begin = async (unit: string) => {
    await end(unit);
    const session = await warehouse.session();
    sessions.set(unit, session);
    return session;
  };

  const work = async (command: Running): Promise<Partial<StepObservation>> => {
    const unit = units.get(command.unit);
    const step = unit?.steps.find(({ id }) => id === command.step);
    if (command.type === 'rollback') {
      await sessions.get(command.unit)?.query(command.sql);
      return {};
    }
    if (!unit || !step) throw new Error(`not in the plan: ${command.unit} ${command.step}`);
    const opened = step.transaction === 'begin' ? await begin(unit.id) : sessions.get(unit.id);
    if (step.session && !opened) throw new Error(`unit ${unit.id} has no session for ${step.id}`);
    const on = step.session && opened ? opened : warehouse;
    const tag = tagText(plan, step);
    const result = await on.query(command.sql, { tag });
    const test = unit.tests.find((one) => one.test === step.test);
    if (step.reads !== 'failures' || !test) return read(step, result);
    const { found, keepRows } = judge(test, result);
    if (keepRows) {
      await keep(failingRowsOf(test, await on.query(test.failingRowsSql, { tag }), command.attempt));
    }
    return found;
  };

  return {
    async execute(command) {
      const startedAt = clock.now().toISOString();
      const { unit, step, attempt } = command;
      const observed = (found: Partial<StepObservation>): StepObservation => ({
        type: 'step',
        unit,
        step,
        attempt,
        startedAt,
        status: 'success',
        ...found,
        endedAt: clock.now().toISOString(),
      });
      const ends = units.get(unit)?.steps.find(({ id }) => id === step)?.transaction === 'end';
      try {
        const found = await work(command);
        if (ends || command.type === 'rollback') await end(unit);
        return observed(found);
      } catch (error: unknown) {
        if (command.type === 'rollback') await end(unit);
        // A statement that the engine refuses is an outcome of the run; anything else is a defect and stops it.
        if (!(error instanceof LakehouseError)) throw error;
        return observed({ status: 'error', message: error.message });
      }
    },
    async close() {
      for (const unit of [...sessions.keys()]) await end(unit);
    },
  };
}

const tagText = (plan: Plan, step: Step): string => JSON.stringify(tagOf(plan, step));
