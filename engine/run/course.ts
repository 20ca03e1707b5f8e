import type { Plan, Unit } from '../plan/types';
import { modelResults, testResults, unitResults } from './outcome';
import { hasEnded } from './settle';
import type { Observation, RunEvent, RunResult, RunState } from './types';

/** What all drivers of a run tell of its course, whoever drives it and wherever it is followed. */

export function startOf(plan: Plan, at: string, resumed: boolean): RunEvent {
  const models = plan.units.reduce((sum, unit) => sum + unit.models.length, 0);
  const tests = plan.units.reduce((sum, unit) => sum + unit.tests.length, 0);
  const unchanged = plan.unchanged.length;
  return { type: 'run-started', runId: plan.runId, at, models, tests, unchanged, resumed };
}

/** Units that were published, failed or skipped between two states. */
export function newlyEnded(plan: Plan, before: RunState, after: RunState): readonly Unit[] {
  return plan.units.filter((unit) => {
    const [was, is] = [before.units[unit.id], after.units[unit.id]];
    return is !== undefined && hasEnded(is) && !(was && hasEnded(was));
  });
}

export function endOf(plan: Plan, unit: Unit, state: RunState): readonly RunEvent[] {
  const { models, tests } = unitResults(plan, unit, state);
  return [
    ...tests.map((result): RunEvent => ({ type: 'test-finished', result })),
    ...models.map((result): RunEvent => ({ type: 'model-finished', result })),
  ];
}

/** For whom a step works, by its id. */
export function aboutSteps(plan: Plan) {
  const steps = new Map(plan.units.flatMap((unit) => unit.steps.map((step) => [step.id, step] as const)));
  return (id: string) => {
    const step = steps.get(id);
    return { model: step?.model, test: step?.test, purpose: step?.purpose ?? 'rollback' };
  };
}

export function stepEvents(
  about: ReturnType<typeof aboutSteps>,
  observations: readonly Observation[],
): readonly RunEvent[] {
  return observations.flatMap((observation): readonly RunEvent[] => {
    if (observation.type !== 'step') return [];
    const ms = Date.parse(observation.endedAt) - Date.parse(observation.startedAt);
    return [{ type: 'step-finished', observation, ...about(observation.step), ms }];
  });
}

export function resultOf(plan: Plan, state: RunState, startedAt: string, endedAt: string): RunResult {
  return {
    runId: plan.runId,
    status: state.finished ?? 'error',
    startedAt,
    endedAt,
    models: modelResults(plan, state),
    tests: testResults(plan, state),
    plan,
  };
}
