import type { Plan } from '../plan/types';
import type { Warehouse } from '../warehouse/port';
import { advance, initialState } from './advance';
import type { Clock } from './clock';
import { aboutSteps, endOf, newlyEnded, resultOf, startOf, stepEvents } from './course';
import { makeExecutor } from './execute';
import { keepFailingRows } from './failing-rows';
import { makeInbox } from './inbox';
import { openJournal, readJournal } from './journal';
import { recordEnd, recordStart, recordUnit } from './records';
import { afterCrash, replay } from './resume';
import type { Store } from './store';
import type { Command, Observation, RunEvent, RunResult } from './types';

export interface RunOptions {
  readonly plan: Plan;
  readonly warehouse: Warehouse;
  readonly store: Store;
  readonly clock: Clock;
  /** Statements under way at a time. */
  readonly threads: number;
  /** As the user called it: for the history. */
  readonly command: string;
  /** Database of the AUDIT schema. */
  readonly database: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted: nothing more is started, what is being published is finished. */
  readonly signal?: AbortSignal | undefined;
  /** Goes on with the journal of an interrupted run of the same plan. */
  readonly resume?: { readonly startedAt: string } | undefined;
}

/**
 * Drives `advance` in this process: sends its commands to the warehouse and tells it what came of them. Whoever
 * calls it holds the lock.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { plan, warehouse, store, clock, threads, onEvent } = options;
  const startedAt = options.resume?.startedAt ?? clock.now().toISOString();
  const before = options.resume ? await stateBefore(options) : undefined;
  if (!before && plan.units.length > 0) {
    await recordStart(store, plan, options.command, startedAt);
  }
  onEvent(startOf(plan, startedAt, options.resume !== undefined));

  const inbox = makeInbox();
  const underWay = new Set<Promise<void>>();
  const journal = await openJournal(store, plan.runId, () => inbox.put({ type: 'stop', reason: LOST }));
  const onAbort = () => inbox.put({ type: 'stop', reason: 'stopped by request' });
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) onAbort();
  const executor = makeExecutor({
    plan,
    warehouse,
    clock,
    keep: keepFailingRows(warehouse, options.database, plan.runId, () => clock.now()),
  });
  const about = aboutSteps(plan);

  const start = (command: Exclude<Command, { type: 'finish' }>) => {
    const { unit, step, sql } = command;
    onEvent({ type: 'step-started', unit, step, sql, ...about(step), at: clock.now().toISOString() });
    const done = executor.execute(command).then(inbox.put, inbox.fail);
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  };

  let state = before?.state ?? initialState(plan, threads);
  const take = async (observations: readonly Observation[]): Promise<boolean> => {
    for (const observation of observations) journal.append(observation);
    for (const event of stepEvents(about, observations)) onEvent(event);
    const next = advance(plan, state, observations);
    const ended = newlyEnded(plan, state, next.state);
    state = next.state;
    for (const unit of ended) tell(unit);
    let finished = false;
    for (const command of next.commands) {
      if (command.type === 'finish') finished = true;
      else start(command);
    }
    return finished;
  };
  // Remembering does not hold up the run either: what a crash loses of it is made good by resuming. As many units at a
  // time as there are threads.
  const recording: Promise<unknown>[] = Array.from({ length: threads }, () => Promise.resolve());
  const tell = (unit: Plan['units'][number]) => {
    for (const event of endOf(plan, unit, state)) onEvent(event);
    if (plan.kind === 'build' && state.units[unit.id]?.status === 'published') {
      const published = state;
      const recorded = (recording.shift() ?? Promise.resolve()).then(() =>
        recordUnit(store, plan, unit, published),
      );
      recording.push(recorded);
      // A failure is thrown at the end.
      recorded.catch(() => undefined);
    }
  };

  try {
    // A unit that was published just before a crash may not have been remembered: that is made good first.
    for (const unit of before ? newlyEnded(plan, initialState(plan, threads), state) : []) tell(unit);
    let finished = await take(before?.observations ?? []);
    while (!finished) finished = await take(await inbox.take());
    await Promise.all([journal.flush(), ...recording]);
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    // After a defect too, nothing of this run goes on behind the back of the next.
    await Promise.allSettled([...underWay, ...recording]);
    await executor.close();
  }
  const result = resultOf(plan, state, startedAt, clock.now().toISOString());
  if (plan.units.length > 0 && state.stopped !== LOST) {
    await recordEnd(store, result, state, options.command);
  }
  onEvent({ type: 'run-finished', result });
  return result;
}

/** Another process has taken the run over: what it does is its own to record. */
const LOST = 'another process took over';

async function stateBefore({ plan, store, warehouse, threads }: RunOptions) {
  const state = replay(plan, threads, await readJournal(store, plan.runId));
  const observations = afterCrash(plan, state, await warehouse.catalog());
  return { state, observations };
}
