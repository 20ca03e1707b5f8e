import type { LiveState } from '../api';
import { readCurrent, readLock } from '../../engine/run';
import type { ConsoleSource } from './source';

/** Tells whether anything has changed, without reading what it is. */
export type Pulse = () => Promise<LiveState>;

/** Several questions at the same time, and those that follow at once, have one answer. */
const SAME_MS = 500;

/**
 * Every run holds the lock, so that its token and whether it is held change when one begins and when it ends. What a
 * run publishes in between is told by its journal.
 */
export function pulse(source: ConsoleSource): Pulse {
  let views = 0;
  let view: unknown;
  let last: { readonly at: number; readonly state: Promise<LiveState> } | undefined;
  const read = async (): Promise<LiveState> => {
    const [now, { token, isHeld }, runId, arrived] = await Promise.all([
      source.project(),
      readLock(source.store, source.now()),
      readCurrent(source.store),
      source.inspection.arrived(),
    ]);
    if (now !== view) views += 1;
    view = now;
    return {
      published: `${String(views)}.${String(token)}${isHeld ? '+' : ''}`,
      arrived,
      runId,
      mistake: source.mistake(),
    };
  };
  return () => {
    const at = source.now().getTime();
    if (last && at - last.at < SAME_MS) return last.state;
    const state = read();
    last = { at, state };
    state.catch(() => (last = undefined));
    return state;
  };
}
