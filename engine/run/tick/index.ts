import type { AsyncWarehouse } from '../../warehouse/statements';
import { advance } from '../advance';
import { aboutSteps, endOf, newlyEnded, resultOf, stepEvents } from '../course';
import { keepFailingRows } from '../failing-rows';
import { readCurrent, recordEnd, recordUnit } from '../records';
import type { Store } from '../store';
import type { Command, Observation, RunEvent, RunResult, SentObservation } from '../types';
import { collect, ON_ITS_WAY_MS } from './collect';
import { after, append, catchUp, type Progress } from './progress';
import { intentOf, statementOf } from './statement';
import { cancelUnderWay, STOPPED, type Stop } from './stop';

export { ON_ITS_WAY_MS } from './collect';
export { beginning, closeJournal, type Progress } from './progress';
export { cancelIfGoingOn, type Stop } from './stop';

export interface Ticking {
  readonly warehouse: AsyncWarehouse;
  readonly store: Store;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** A UUID for each statement. */
  readonly requestId: () => string;
  /** Database of the AUDIT schema. */
  readonly database: string;
  readonly onEvent: (event: RunEvent) => void;
  /** After so long a tick ends, however well it goes. */
  readonly budgetMs: number;
  readonly stop?: Stop | undefined;
}

export type Ticked =
  | { readonly status: 'waiting'; readonly seconds: number; readonly progress: Progress }
  | { readonly status: 'finished'; readonly result: RunResult }
  /** Another process has written the journal's next entry, or has ended the run: this one looks before it does anything. */
  | { readonly status: 'overtaken' };

/** While nothing ends for so long, waiting is left to whoever waits for less than a function costs. */
const IDLE_MS = 10_000;
const PAUSES_MS = [50, 100, 200, 400, 800, 1_500];
const WAIT_SECONDS = { least: 2, most: 30 };

/**
 * Drives a run for a while and leaves it to the next tick, in whatever process. Statements go on by themselves
 * meanwhile. What happened and what is about to be sent is written before it is sent; an entry is created, never
 * overwritten, so of two drivers one does nothing.
 */
export async function tick(start: Progress, ticking: Ticking): Promise<Ticked> {
  const { store, now, budgetMs } = ticking;
  const began = now().getTime();
  let progress = await catchUp(store, start);
  if (progress.state.finished) return { status: 'overtaken' };
  const about = aboutSteps(progress.plan);
  let heard: readonly SentObservation[] = [];
  let changedAt = began;
  let cancels = ticking.stop?.cancels === true;

  for (let idle = 0; ; idle += 1) {
    const round = await decide(progress, ticking, heard, about);
    if (!round) return { status: 'overtaken' };
    if (round.entry.length > 0) {
      if (!(await append(store, progress, round.entry))) return { status: 'overtaken' };
      progress = after(progress, round.entry);
      round.events.forEach(ticking.onEvent);
    }
    if (round.isOver) {
      if ((await readCurrent(store)) !== progress.plan.runId) return { status: 'overtaken' };
      return { status: 'finished', result: await finish(progress, round, ticking) };
    }
    heard = await send(progress, round.intents, ticking);
    // Once the journal says that the run was stopped: what fails then has not failed by itself.
    if (cancels) await cancelUnderWay(progress, ticking.warehouse);
    cancels = false;
    if (round.entry.length > 0) [idle, changedAt] = [0, now().getTime()];

    const time = now().getTime();
    if (time - began >= budgetMs || time - changedAt >= IDLE_MS) {
      if (heard.length > 0 && !(await append(store, progress, heard))) return { status: 'overtaken' };
      if (heard.length > 0) progress = after(progress, heard);
      return { status: 'waiting', seconds: pauseAfter(progress, now()), progress };
    }
    await ticking.sleep(PAUSES_MS[Math.min(idle, PAUSES_MS.length - 1)] ?? 0);
  }
}

interface Round {
  readonly entry: readonly Observation[];
  readonly intents: readonly SentObservation[];
  readonly events: readonly RunEvent[];
  readonly isOver: boolean;
  readonly state: Progress['state'];
}

/**
 * What was found, and what is to be done about it. Nothing of it is done yet, but that successes are remembered.
 * Undefined where the run is over.
 */
async function decide(
  progress: Progress,
  ticking: Ticking,
  heard: readonly SentObservation[],
  about: ReturnType<typeof aboutSteps>,
): Promise<Round | undefined> {
  const { plan, state } = progress;
  const { warehouse, store, now, requestId, database, stop } = ticking;
  const keep = keepFailingRows(warehouse, database, plan.runId, now);
  const known = heard.length > 0 ? afterHearing(progress, heard) : progress;
  const collected = await collect(known, { warehouse, now, requestId, keep });
  const asked = stop && state.stopped === undefined ? [STOPPED] : [];
  const observations = [...asked, ...collected.observations];
  const next = advance(plan, state, observations);
  const ended = newlyEnded(plan, state, next.state);
  // Before the journal tells that they ended: a tick that dies in between finds the same outcomes again.
  if (plan.kind === 'build') {
    const published = ended.filter(({ id }) => next.state.units[id]?.status === 'published');
    const recorded = await Promise.all(published.map((unit) => recordUnit(store, plan, unit, next.state)));
    if (recorded.includes(false)) return undefined;
  }
  const at = now().toISOString();
  const intents = [
    ...collected.intents,
    ...next.commands.flatMap((command): SentObservation[] =>
      command.type === 'finish' ? [] : [intentOf(plan, next.state, command, { requestId: requestId(), at })],
    ),
  ];
  return {
    entry: [...heard, ...observations, ...intents],
    intents,
    events: [
      ...stepEvents(about, collected.observations),
      ...ended.flatMap((unit) => endOf(plan, unit, next.state)),
    ],
    isOver: next.commands.some((command: Command) => command.type === 'finish'),
    state: next.state,
  };
}

/** With query ids that are known but not yet written. */
function afterHearing(progress: Progress, heard: readonly SentObservation[]): Progress {
  const queryIds = new Map(heard.map(({ requestId, queryId }) => [requestId, queryId]));
  const underWay = progress.underWay.map((sent) => ({
    ...sent,
    queryId: sent.queryId ?? queryIds.get(sent.requestId),
  }));
  return { ...progress, underWay };
}

/** Answers with those whose query ids are known now. What was not heard of is looked for by the next round. */
async function send(
  { plan, state }: Progress,
  intents: readonly SentObservation[],
  { warehouse, now }: Ticking,
): Promise<readonly SentObservation[]> {
  const results = await Promise.allSettled(
    intents.map(async (sent) => {
      // Others may take it for lost by now.
      if (now().getTime() - Date.parse(sent.at) > ON_ITS_WAY_MS / 2) return [];
      const { sql, tag } = statementOf(plan, state, sent);
      const queryId = await warehouse.statements.submit(sql, { requestId: sent.requestId, tag });
      return [{ ...sent, queryId }];
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

async function finish(
  { plan, startedAt, command }: Progress,
  { state }: Round,
  { store, now }: Ticking,
): Promise<RunResult> {
  const result = resultOf(plan, state, startedAt, now().toISOString());
  await recordEnd(store, result, state, command, 'kept');
  return result;
}

/** Statements that have taken long will take a while more. */
function pauseAfter({ underWay }: Progress, now: Date): number {
  const youngest = Math.max(...underWay.map(({ at }) => Date.parse(at)), 0);
  const seconds = Math.round((now.getTime() - youngest) / 3_000);
  return Math.max(WAIT_SECONDS.least, Math.min(seconds, WAIT_SECONDS.most));
}
