import { LakehouseError } from '../../engine/errors';
import { letGo, turn, type Turn, type TurnContext } from '../../engine/orchestration';
import type { Log } from '../log';
import { MOST_TICKS, type AdvanceEvent, type AdvanceResult, type FailureResult } from './contract';

export interface AdvanceContext extends TurnContext {
  readonly log: Log;
}

/** The machine tries others again: `lib/transforms/definition.ts`. */
class NotRetried extends Error {
  override readonly name = 'NotRetried';
}

export async function advance(
  event: AdvanceEvent,
  context: AdvanceContext,
): Promise<AdvanceResult | FailureResult> {
  const { execution } = event;
  switch (event.type) {
    case 'tick':
      return result(await mistakesOnce(turn(context, execution, event.tick === 0)), event, context);
    case 'failed': {
      const at = context.now().toISOString();
      await context.store.put('failure', {
        at,
        execution,
        error: event.error.Error,
        cause: event.error.Cause ?? '',
      });
      await letGo(context, execution);
      context.log.warn('run not driven', { execution, cause: event.error.Error });
      return { recorded: true };
    }
  }
}

/** What a person has to mend is not better the next time; a login may be. */
async function mistakesOnce<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error: unknown) {
    if (error instanceof LakehouseError && error.code !== 'LH560') throw new NotRetried(error.message);
    throw error;
  }
}

async function result(
  found: Turn,
  { tick, execution }: Extract<AdvanceEvent, { type: 'tick' }>,
  context: AdvanceContext,
): Promise<AdvanceResult> {
  const { log } = context;
  switch (found.next) {
    case 'wait':
      log.info('wait', { tick, seconds: found.seconds, why: found.why });
      if (tick + 1 >= MOST_TICKS) {
        await letGo(context, execution);
        return { next: 'continue', tick: 0 };
      }
      return { next: 'wait', seconds: found.seconds, tick: tick + 1 };
    case 'done':
      log.info('done', {
        tick,
        status: found.status,
        runId: found.runId,
        message: found.message,
        again: found.again,
      });
      return found;
  }
}
