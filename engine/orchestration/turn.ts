import { LakehouseError } from '../errors';
import { select } from '../graph';
import type { Plan } from '../plan';
import {
  planBuild,
  planTest,
  readCurrent,
  readUnfinished,
  type RunEvent,
  type RunResult,
  type Workspace,
} from '../run';
import { recordIdle } from '../run/idle';
import { recordStart } from '../run/records';
import { beginning, tick, type Progress } from '../run/tick';
import type { AsyncWarehouse } from '../warehouse/statements';
import { abandon } from './abandon';
import { readArrivals, takeArrivals } from './arrivals';
import { takeLock } from './lock';
import { answerRequest, nextRequest, type RunRequest } from './requests';
import { readStop, type StopRequest } from './stops';
import { readiness } from './waiting';

/** What outlives an invocation where the process does: never needed, spares reading. */
export interface Memory {
  progress?: Progress | undefined;
}

export interface TurnContext {
  /** The project and the state; read when something has to be planned. */
  readonly workspace: () => Promise<Workspace>;
  readonly store: Workspace['store'];
  readonly warehouse: () => Promise<AsyncWarehouse>;
  readonly database: string;
  readonly threads: number;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly requestId: () => string;
  readonly onEvent: (event: RunEvent) => void;
  /** So long a turn goes on while statements end quickly. */
  readonly tickMs: number;
  /** So long files that have landed are waited for. */
  readonly arrivalMs: number;
  /** So long no file has landed before a run that nobody asks for begins: files come in sets. */
  readonly settleMs: number;
  /** Between the starts of two runs that nobody asks for. */
  readonly pauseMs: number;
  readonly memory: Memory;
}

export type Turn =
  | { readonly next: 'wait'; readonly seconds: number; readonly why: string }
  | {
      readonly next: 'done';
      readonly status: RunResult['status'] | 'idle' | 'busy';
      readonly runId: string | null;
      readonly message: string;
      /** There is more to do than this run knew of. */
      readonly again: boolean;
    };

/**
 * One turn of an execution: under the lock goes on with the run that is under way, or looks for something to do. Only
 * what is remembered in the store counts, so any turn may be the last of its process.
 */
export async function turn(context: TurnContext, execution: string, isFirst: boolean): Promise<Turn> {
  const { store, now } = context;
  const lock = await takeLock({ store, now, execution });
  if (!lock) {
    // An earlier call of this execution may still be at it, unheard: its answer was lost on the way.
    if (!isFirst) return { next: 'wait', seconds: 5, why: 'another process drives the run' };
    return {
      next: 'done',
      status: 'busy',
      runId: null,
      message: 'another execution drives a run',
      again: false,
    };
  }
  const found = await workUnderLock(context, execution);
  if (found.next === 'wait') return found;
  await lock.release();
  // After the release: whoever came before it has found the lock held and relies on this look.
  return { ...found, again: await isMore(context) };
}

/** Lets go of the run, for the next execution to go on with it. */
export async function letGo(
  { store, now }: Pick<TurnContext, 'store' | 'now'>,
  execution: string,
): Promise<void> {
  await (await takeLock({ store, now, execution }))?.release();
}

async function isMore({ store }: TurnContext): Promise<boolean> {
  return (await readArrivals(store)).length > 0 || (await nextRequest(store)) !== undefined;
}

export type Found = Extract<Turn, { next: 'wait' }> | Omit<Extract<Turn, { next: 'done' }>, 'again'>;

async function workUnderLock(context: TurnContext, execution: string): Promise<Found> {
  const current = await readCurrent(context.store);
  if (current === undefined) return begin(context, execution);
  const stop = await readStop(context.store, current);
  if (stop?.way === 'abandon') return abandon(context, current, stop);
  const progress = await underWay(context, current);
  return progress ? drive(context, progress, stop) : begin(context, execution);
}

/** The run that is under way, whoever began it; what is remembered of it where that is still so. */
async function underWay(
  { store, threads, memory }: TurnContext,
  current: string,
): Promise<Progress | undefined> {
  if (memory.progress?.plan.runId === current) return memory.progress;
  const unfinished = await readUnfinished(store);
  if (!unfinished) return undefined;
  const { plan, record } = unfinished;
  return beginning(plan, record.threads ?? threads, record.startedAt, record.command);
}

async function drive(context: TurnContext, progress: Progress, stop?: StopRequest): Promise<Found> {
  const { store, now, sleep, requestId, database, onEvent, tickMs, memory } = context;
  memory.progress = undefined;
  const warehouse = await context.warehouse();
  const ticked = await tick(progress, {
    ...{ warehouse, store, now, sleep, requestId, database, onEvent },
    budgetMs: tickMs,
    stop: stop && { cancels: stop.way === 'cancel' },
  });
  switch (ticked.status) {
    case 'overtaken':
      return { next: 'wait', seconds: 2, why: 'another process wrote the journal' };
    case 'waiting':
      memory.progress = ticked.progress;
      return {
        next: 'wait',
        seconds: ticked.seconds,
        why: `${ticked.progress.underWay.length} statements under way`,
      };
    case 'finished':
      return { next: 'done', ...endOf(ticked.result) };
  }
}

function endOf({ status, runId, models, tests }: RunResult) {
  const failed = [...models, ...tests].filter((one) => one.status === 'error' || one.status === 'fail');
  return {
    status,
    runId,
    message: failed
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 1_000),
  };
}

async function begin(context: TurnContext, execution: string): Promise<Found> {
  const { store } = context;
  const request = await nextRequest(store);
  const ready = await readiness(context, execution, request !== undefined);
  if ('why' in ready) return { next: 'wait', ...ready };
  const { arrivals } = ready;

  const plan = await planned(context, request);
  if (plan === undefined)
    return { next: 'done', status: 'error', runId: null, message: 'the request was refused' };
  if (plan.units.length === 0) {
    if (request) await answerRequest(store, request, { status: 'idle' });
    if (!request || isWhole(request)) {
      await takeArrivals(store, arrivals);
      await recordIdle(store, context.now());
    }
    return { next: 'done', status: 'idle', runId: null, message: 'nothing is new' };
  }
  const [startedAt, command] = [context.now().toISOString(), request?.command ?? 'state machine'];
  await recordStart(store, plan, command, startedAt, context.threads);
  if (request) await answerRequest(store, request, { status: 'started', runId: plan.runId });
  // A run of a part, or of tests, leaves the rest to the next.
  if (!request || isWhole(request)) await takeArrivals(store, arrivals);
  return drive(context, beginning(plan, context.threads, startedAt, command));
}

const isWhole = ({ kind, select: chosen, exclude }: RunRequest): boolean =>
  kind === 'build' && chosen.length === 0 && exclude.length === 0;

/** Undefined where what was asked for cannot be done: the person is told. */
async function planned(context: TurnContext, request: RunRequest | undefined): Promise<Plan | undefined> {
  const workspace = await context.workspace();
  const { graph, project } = workspace;
  try {
    const selected = select(graph, project, request?.select ?? [], request?.exclude ?? [], undefined);
    return request?.kind === 'test'
      ? await planTest(workspace, { selected })
      : await planBuild(workspace, { selected, fullRefresh: request?.fullRefresh ?? false });
  } catch (error: unknown) {
    // A login that failed, say, is tried again.
    if (!request || !(error instanceof LakehouseError) || error.code === 'LH560') throw error;
    await answerRequest(context.store, request, { status: 'refused', message: error.message });
    return undefined;
  }
}
