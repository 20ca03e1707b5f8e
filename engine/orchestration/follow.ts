import type { RunEvent, RunRecord, RunResult, Store } from '../run';
import { aboutSteps, endOf, newlyEnded, resultOf, startOf, stepEvents } from '../run/course';
import { fail } from '../errors';
import type { Plan } from '../plan';
import { readRunDetails } from '../run';
import { after, beginning, entryAt, type Progress } from '../run/tick/progress';
import type { Observation } from '../run';
import { isDriven } from './lock';
import { readAnswer, type RunRequest } from './requests';

export interface Following {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted: nobody looks any more; the run goes on. */
  readonly signal: AbortSignal;
}

export type Followed =
  | { readonly status: 'ended'; readonly result: RunResult }
  | { readonly status: 'idle' }
  /** `runId` is undefined while the request waits for its turn. */
  | { readonly status: 'detached'; readonly runId: string | undefined };

const LOOK_MS = 2_000;

/** Tells of a run that was asked for, wherever it is driven, from what the store keeps of it. */
export async function follow(request: RunRequest, following: Following): Promise<Followed> {
  const { store, sleep, signal } = following;
  for (;;) {
    const answer = await readAnswer(store, request.id);
    if (answer?.status === 'idle') return { status: 'idle' };
    if (answer?.status === 'refused') fail('LH708', `The run was refused: ${answer.message}`);
    if (answer?.status === 'started') return followRun(answer.runId, request, following);
    if (signal.aborted) return { status: 'detached', runId: undefined };
    await failIfNobodyDrives(request, following);
    await sleep(LOOK_MS);
  }
}

async function followRun(runId: string, request: RunRequest, following: Following): Promise<Followed> {
  const { store, sleep, onEvent, signal } = following;
  const [plan, record] = await Promise.all([
    read<Plan>(store, `plan/${runId}`),
    read<RunRecord>(store, `run/${runId}`),
  ]);
  if (!plan || !record) throw new Error(`run ${runId} has left no plan`);
  onEvent(startOf(plan, record.startedAt, false));
  let progress = beginning(plan, record.threads ?? 1, record.startedAt, record.command);
  for (;;) {
    // First whether it is over, then the journal: nothing is written after the end.
    const now = await read<RunRecord>(store, `run/${runId}`);
    progress = await told(progress, following);
    if (now && now.status !== 'running')
      return { status: 'ended', result: await resultOfRun(now, progress, store) };
    if (signal.aborted) return { status: 'detached', runId };
    await failIfNobodyDrives(request, following);
    await sleep(LOOK_MS);
  }
}

async function told(before: Progress, { store, onEvent }: Following): Promise<Progress> {
  const about = aboutSteps(before.plan);
  for (let progress = before; ;) {
    const entry = await entryAt(store, progress, progress.entries + 1);
    if (!entry) return progress;
    const next = after(progress, entry);
    const events = [
      ...startEvents(about, entry),
      ...stepEvents(about, entry),
      ...newlyEnded(progress.plan, progress.state, next.state).flatMap((unit) =>
        endOf(progress.plan, unit, next.state),
      ),
    ];
    events.forEach(onEvent);
    progress = next;
  }
}

const startEvents = (
  about: ReturnType<typeof aboutSteps>,
  entry: readonly Observation[],
): readonly RunEvent[] =>
  entry.flatMap((sent) =>
    sent.type !== 'sent' || sent.queryId !== undefined || sent.verdict
      ? []
      : sent.steps.map((step): RunEvent => ({
          ...{ type: 'step-started', unit: sent.unit, step, sql: '', at: sent.at },
          ...about(step),
        })),
  );

async function resultOfRun(
  record: RunRecord,
  { plan, state }: Progress,
  store: Following['store'],
): Promise<RunResult> {
  const details = await readRunDetails(store, record.runId);
  const result = resultOf(plan, state, record.startedAt, record.endedAt ?? record.startedAt);
  const status = record.status === 'success' || record.status === 'stopped' ? record.status : 'error';
  return { ...result, status, ...(details && { models: details.models, tests: details.tests }) };
}

/** Throws LH709 where the machine has given up since. */
export async function failIfNobodyDrives(
  { at }: Pick<RunRequest, 'at'>,
  { store, now }: Pick<Following, 'store' | 'now'>,
): Promise<void> {
  const failure = await read<{ at: string; error: string; cause: string }>(store, 'failure');
  if (!failure || failure.at <= at || (await isDriven(store, now()))) return;
  fail(
    'LH709',
    `The run cannot be driven: ${failure.error}: ${failure.cause.slice(0, 1_000)}. What was begun is gone on with by the next run, or given up by lakehouse stop --abandon.`,
  );
}

async function read<T>(store: Following['store'], key: string): Promise<T | undefined> {
  return (await store.get(key))?.body as unknown as T | undefined;
}
