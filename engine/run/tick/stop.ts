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
    await statements.cancel(sent.queryId).catch((error: unknown) => {
      // It ended meanwhile: its outcome tells how.
      if (!(error instanceof LakehouseError)) throw error;
    });
  }
}
