import { useSyncExternalStore } from 'react';
import { paths, type LiveRun, type LiveState } from '../../../api';
import { client } from './client';

/** What the live updates said last. `lost` while there is no connection; the browser goes on trying. */
export interface Live {
  readonly lost: boolean;
  readonly state?: LiveState;
  /** The run under way, or the one that ended last since the page was opened. */
  readonly run?: LiveRun;
}

let live: Live = { lost: false };
let source: EventSource | undefined;
const listeners = new Set<() => void>();

function tell(next: Live): void {
  live = next;
  for (const listener of listeners) listener();
}

function onState(state: LiveState): void {
  const before = live.state;
  tell({ ...live, lost: false, state });
  // The first word after a lost connection may also name what changed meanwhile.
  if (before !== undefined && before.published !== state.published)
    void client.invalidateQueries({ queryKey: ['published'] });
  if (before !== undefined && before.arrived !== state.arrived)
    void client.invalidateQueries({ queryKey: ['arrived'] });
}

function onRun(run: LiveRun): void {
  client.setQueryData(['published', paths.run(run.runId)], run);
  tell({ ...live, run });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (source === undefined) {
    source = new EventSource(paths.live);
    source.addEventListener('state', (event: MessageEvent<string>) => {
      onState(JSON.parse(event.data) as LiveState);
    });
    source.addEventListener('run', (event: MessageEvent<string>) => {
      onRun(JSON.parse(event.data) as LiveRun);
    });
    source.addEventListener('error', () => {
      tell({ ...live, lost: true });
    });
  }
  return () => {
    listeners.delete(listener);
  };
}

/** One connection for the whole page, however many listen. */
export const useLive = (): Live => useSyncExternalStore(subscribe, () => live);
