import type { Plan, Step, Unit } from '../plan/types';
import type { UniqueId } from '../project/types';
import { hasEnded } from './settle';
import type { RunState, StepObservation } from './types';

/** Which units of a run waited for which: with the times of the results, what decided how long the run took. */
export interface RunUnit {
  readonly unit: string;
  readonly after: readonly string[];
  /** Models, and sources whose tests it ran. */
  readonly nodes: readonly UniqueId[];
}

/** A statement that failed, or a test that found too much. */
export interface FailedStep {
  readonly step: string;
  readonly model: UniqueId | undefined;
  readonly test: UniqueId | undefined;
  readonly message: string;
  /** Cut off after `LONGEST_STATEMENT`. */
  readonly sql: string;
  readonly at: string;
}

/** A record of a store holds some hundred kilobytes: the first failures tell most. */
const KEPT_FAILURES = 25;
const LONGEST_STATEMENT = 6_000;

export function unitsOf({ units }: Plan): readonly RunUnit[] {
  return units.map(({ id, after, models, gates }) => ({
    unit: id,
    after,
    nodes: [...models.map(({ model }) => model), ...gates.map(({ source }) => source)],
  }));
}

/** In the order in which they ended. */
export function failedSteps(plan: Plan, state: RunState): readonly FailedStep[] {
  return plan.units
    .flatMap((unit) => unit.steps.flatMap((step) => failedStep(unit, step, state)))
    .sort((one, other) => one.at.localeCompare(other.at))
    .slice(0, KEPT_FAILURES);
}

function failedStep(unit: Unit, step: Step, state: RunState): readonly FailedStep[] {
  const of = state.units[unit.id];
  const outcome = of?.steps[step.id];
  if (!of || !hasEnded(of) || outcome === undefined || outcome === 'running' || !isBad(outcome)) return [];
  const { message, failures, endedAt } = outcome;
  const sql = of.rewritten[step.id] ?? step.sql;
  return [
    {
      step: step.id,
      model: step.model,
      test: step.test,
      message: message ?? `found ${failures ?? 0}`,
      sql: sql.length > LONGEST_STATEMENT ? `${sql.slice(0, LONGEST_STATEMENT)}\n…` : sql,
      at: endedAt,
    },
  ];
}

const isBad = ({ status }: StepObservation): boolean => status === 'error' || status === 'fail';
