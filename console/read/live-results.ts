import type { Plan, Unit } from '../../engine/plan/types';
import {
  modelResults,
  testResults,
  type ModelResult,
  type RunState,
  type TestResult,
} from '../../engine/run';
import type { RunNode, RunTest } from '../api';

export type LiveModel = Omit<ModelResult, 'status'> & Pick<RunNode, 'status'>;
export type LiveTest = Omit<TestResult, 'status'> & Pick<RunTest, 'status'>;

/** Results of what has ended, and how far the rest has come. */
export function liveModels(plan: Plan, state: RunState): readonly LiveModel[] {
  const ended = modelResults(plan, state);
  const known = new Set(ended.map(({ model }) => model));
  const going = plan.units.flatMap((unit) =>
    unit.models
      .filter(({ model }) => !known.has(model))
      .map(({ model, name, reason }): LiveModel => {
        const own = unit.steps.filter((step) => step.model === model && step.purpose !== 'clean');
        const begun = begin(
          unit,
          state,
          own.map(({ id }) => id),
        );
        return { model, name, message: reason, rows: undefined, endedAt: undefined, ...begun };
      }),
  );
  return [...ended, ...going];
}

export function liveTests(plan: Plan, state: RunState): readonly LiveTest[] {
  const ended = testResults(plan, state);
  const known = new Set(ended.map(({ test }) => test));
  const going = plan.units.flatMap((unit) =>
    unit.tests
      .filter(({ test }) => !known.has(test))
      .map(({ test, name }): LiveTest => {
        const step = unit.steps.find((one) => one.test === test);
        const outcome = step && state.units[unit.id]?.steps[step.id];
        if (typeof outcome !== 'object') {
          const begun = begin(unit, state, step ? [step.id] : []);
          return { ...{ test, name, failures: undefined, message: '', endedAt: undefined }, ...begun };
        }
        const { status, failures, startedAt, endedAt, message = '' } = outcome;
        const ms = Date.parse(endedAt) - Date.parse(startedAt);
        return {
          test,
          name,
          status: status === 'success' ? 'pass' : status,
          failures,
          message,
          startedAt,
          endedAt,
          ms,
        };
      }),
  );
  return [...ended, ...going];
}

/** Whether any of these steps has begun, and since when as far as something of them is over. */
function begin(unit: Unit, state: RunState, steps: readonly string[]) {
  const outcomes = steps.flatMap((id) => state.units[unit.id]?.steps[id] ?? []);
  const over = outcomes.flatMap((outcome) => (outcome === 'running' ? [] : [outcome]));
  return {
    status: outcomes.length > 0 ? ('running' as const) : ('waiting' as const),
    startedAt: over.map(({ startedAt }) => startedAt).sort()[0],
    ms: over.reduce((sum, { startedAt, endedAt }) => sum + Date.parse(endedAt) - Date.parse(startedAt), 0),
  };
}
