import { cleanUnit } from './clean';
import { decide, type Decisions } from './decide';
import { groupsOf } from './groups';
import type { PlanInput } from './input';
import { setupUnit } from './setup';
import type { Plan } from './types';
import { unitOf } from './unit';

export { decide, mergedModels, type Decisions } from './decide';
export type { Observed, PlanInput, PlanOptions } from './input';
export { makeRunId } from './relations';
export { makeTestPlan } from './test-plan';
export { renderPlan } from './render';
export type * from './types';

/** A run as data, of what was observed. Pure. */
export function makePlan(input: PlanInput): Plan {
  return writePlan(input, decide(input));
}

/** The second half of `makePlan`, for callers that observe columns only of models that `decide` says are merged. */
export function writePlan(input: PlanInput, decisions: Decisions): Plan {
  const { groups, deferred } = groupsOf(decisions);
  const idle = groups.length === 0;
  const setup = idle ? undefined : setupUnit(decisions, input);
  const clean = idle ? undefined : cleanUnit(decisions, input);
  return {
    runId: input.options.runId,
    kind: 'build',
    fullRefresh: input.options.fullRefresh,
    units: [
      ...(setup ? [setup] : []),
      ...(clean ? [clean] : []),
      ...groups.map((group) => unitOf(group, decisions, input, setup ? [setup.id] : [])),
    ],
    unchanged: decisions.unchanged,
    excluded: decisions.excluded,
    deferredTests: deferred,
  };
}
