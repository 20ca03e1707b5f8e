import type { Plan, PlannedTest, Step } from '../plan/types';
import { verdict } from '../plan/threshold';
import type { Result } from '../warehouse/port';
import type { StepObservation } from './types';

export type Tag = { readonly [name: string]: string | undefined };

/** What the warehouse's query history keeps of a statement: whose it was. */
export function tagOf({ runId }: Plan, step: Step | undefined): Tag {
  return { app: 'lakehouse', run: runId, model: step?.model, test: step?.test, step: step?.id };
}

/** What a statement's result tells the scheduler. */
export function read(step: Step, result: Result): Partial<StepObservation> {
  switch (step.reads) {
    case 'columns':
      return { columns: result.columns.map(({ name, type }) => ({ name, type })) };
    case 'row count':
      return { rows: numberOf(result) };
    case 'failures':
    case 'nothing':
      return { rows: result.rowsAffected };
  }
}

/** What the number of failures of a test says. Of one that does not pass the failing rows are to be kept. */
export function judge(
  test: PlannedTest,
  result: Result,
): { readonly found: Partial<StepObservation>; readonly keepRows: boolean } {
  const failures = numberOf(result);
  if (failures === undefined) {
    const message = `LH706 ${test.name} gave ${String(result.rows[0]?.[0])} in place of a number of failures. Let its fail_calc be coalesce(…, 0).`;
    return { found: { status: 'error', message }, keepRows: false };
  }
  const status = verdict(failures, test);
  return { found: { status, failures }, keepRows: status !== 'pass' };
}

/** The one number of a result; numbers beyond a double's exactness come as text. */
function numberOf(result: Result): number | undefined {
  const cell = result.rows[0]?.[0];
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
}
