import { needed } from './needed';
import type { Plan, PlannedModel, Unit } from './types';

/** The plan as text: what runs, why, and each statement in its place. */
export function renderPlan(plan: Plan): string {
  const lines = [
    `run ${plan.runId}${plan.fullRefresh ? ' (full refresh)' : ''}`,
    ...plan.units.flatMap(renderUnit),
    ...plan.unchanged.map(({ model, reason }) => `\nunchanged ${model}: ${reason}`),
    ...plan.excluded.map(({ model, reason }) => `\nleft out ${model}: ${reason}`),
    ...plan.deferredTests.map(({ test, reason }) => `\nlater ${test}: ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}

function renderUnit(unit: Unit): string[] {
  const live = Object.fromEntries(unit.models.map(({ model, liveKind }) => [model, liveKind]));
  return [
    `\n== ${unit.id}${unit.after.length > 0 ? `, after ${unit.after.join(', ')}` : ''}`,
    ...unit.models.map(renderModel),
    ...unit.tests.map(
      ({ name, severity, errorIf, warnIf }) =>
        `   test ${name}: ${severity}, error if ${errorIf}, warn if ${warnIf}`,
    ),
    ...unit.steps
      .filter((step) => step.onlyIfRewritten || needed(step, live))
      .map((step) => {
        const where = step.session ? ' [in the transaction]' : '';
        const sql = step.onlyIfRewritten ? '(only where the arrived columns differ)' : step.sql;
        return `-- ${step.purpose}: ${step.id}${where}\n${sql}`;
      }),
    ...(unit.rollback === undefined ? [] : [`-- on failure\n${unit.rollback}`]),
  ];
}

function renderModel({ model, materialized, mode, reason }: PlannedModel): string {
  return `   ${model}: ${materialized}, ${mode}, because ${reason}`;
}
