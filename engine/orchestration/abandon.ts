import { abandonRun, readRun, type RunRecord } from '../run/records';
import { cancelIfGoingOn, closeJournal, ON_ITS_WAY_MS } from '../run/tick';
import { noteFence, type StopRequest } from './stops';
import type { Found, TurnContext } from './turn';

/** Between two looks at what is still under way. */
const LOOK_SECONDS = 10;

/**
 * Gives up a run that nobody can drive, without reading its plan. First the journal is closed, so that no driver that
 * slept goes on; then what the run has under way is cancelled, since a statement that ends later would replace a
 * candidate of the next run. What was about to be sent by then is waited for. The next run plans from what stands under
 * the live names.
 */
export async function abandon(context: TurnContext, runId: string, stop: StopRequest): Promise<Found> {
  const { store, now } = context;
  const fencedAt = stop.fencedAt ?? (await fence(context, runId, stop));
  const { statements } = await context.warehouse();
  const underWay = await statements.underWay(runId);
  for (const queryId of underWay) await cancelIfGoingOn(statements, queryId);
  const left = Date.parse(fencedAt) + ON_ITS_WAY_MS - now().getTime();
  if (underWay.length > 0 || left > 0) {
    return {
      next: 'wait',
      seconds: underWay.length > 0 ? LOOK_SECONDS : Math.min(Math.ceil(left / 1000), LOOK_SECONDS),
      why: `run ${runId} is given up: ${underWay.length} statements under way`,
    };
  }
  await abandonRun(store, (await readRun(store, runId)) ?? unknown(runId, stop), now().toISOString(), 'kept');
  return { next: 'done', status: 'stopped', runId, message: `abandoned by ${stop.command}` };
}

async function fence({ store, now }: TurnContext, runId: string, stop: StopRequest): Promise<string> {
  await closeJournal(store, runId);
  // Later than whatever a driver has written before.
  const at = now().toISOString();
  await noteFence(store, runId, stop, at);
  return at;
}

/** Of a run whose record is gone. */
const unknown = (runId: string, { command, at }: StopRequest): RunRecord => ({
  ...{ runId, kind: 'build', status: 'running', command, startedAt: at, endedAt: null },
  ...{ models: {}, tests: {} },
});
