import { LakehouseError } from '../../errors';
import type { AsyncWarehouse } from '../../warehouse/statements';
import type { Observation } from '../types';
import type { Progress } from './progress';
import { placeOf } from './statement';

/** A person wants the run to end. */
export interface Stop {
  /** What is under way too, and not only what has not begun. */
  readonly cancels: boolean;
}

export const STOPPED: Observation = { type: 'stop', reason: 'stopped by request' };

/** What publishes is brought to its end: a group is published whole or not at all. */
export async function cancelUnderWay(
  { plan, underWay }: Progress,
  { statements }: Pick<AsyncWarehouse, 'statements'>,
): Promise<void> {
  for (const sent of underWay) {
    if (sent.queryId === undefined || placeOf(plan, sent).step.purpose === 'publish') continue;
    await cancelIfGoingOn(statements, sent.queryId);
  }
}

/** What has ended meanwhile is refused, and there is nothing to do about it: its outcome tells how. */
export async function cancelIfGoingOn(
  statements: Pick<AsyncWarehouse['statements'], 'cancel'>,
  queryId: string,
): Promise<void> {
  try {
    await statements.cancel(queryId);
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
  }
}
