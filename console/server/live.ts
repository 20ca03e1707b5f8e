import type { Handler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveState, RunDetails } from '../api';
import type { Reader } from '../read/reader';

/** An event as the page gets it. */
export interface LiveEvent {
  readonly event: 'state' | 'run';
  readonly data: string;
}

/** Looks for changes on behalf of everybody who watches, and not at all while nobody does. */
export interface LiveHub {
  /** @returns to be called when the watcher has gone */
  watch(tell: (event: LiveEvent) => void): () => void;
}

/** A look at a large lake may take its time: it is not to be at it all the time. */
const SHARE_OF_TIME = 4;

export function liveHub(reader: Reader, onDefect: (error: unknown) => void): LiveHub {
  const { pollMilliseconds, now } = reader.source;
  const watchers = new Set<(event: LiveEvent) => void>();
  let state: LiveState | undefined;
  let run: RunDetails | undefined;
  const told = { state: '', run: '' };
  let going = false;

  const tell = (event: LiveEvent['event'], data: string): void => {
    if (told[event] === data) return;
    told[event] = data;
    for (const watcher of watchers) watcher({ event, data });
  };
  const look = async (): Promise<void> => {
    state = await reader.pulse();
    // A run that has ended between two looks is told once more, as it ended.
    const runId = state.runId ?? (run?.endedAt === undefined ? run?.runId : undefined);
    if (runId !== undefined) {
      const next = await reader.run(await reader.source.project(), runId);
      run = next ?? run;
      if (next) tell('run', JSON.stringify(next));
      if (!next && state.runId === undefined) run = undefined;
    }
    // Told once: but again to whoever comes when nobody had been watching.
    tell('state', JSON.stringify(state));
  };
  const loop = async (): Promise<void> => {
    going = true;
    while (watchers.size > 0) {
      const began = now().getTime();
      // The database may be away for a moment, for a restart of its owner for example: the next look may find it.
      await look().catch(onDefect);
      const took = now().getTime() - began;
      await sleep(Math.max(pollMilliseconds, SHARE_OF_TIME * took), undefined, { ref: false });
    }
    going = false;
  };
  return {
    watch(watcher) {
      watchers.add(watcher);
      if (told.state !== '' && going) {
        watcher({ event: 'state', data: told.state });
        if (state?.runId !== undefined && told.run !== '') watcher({ event: 'run', data: told.run });
      } else told.state = '';
      if (!going) void loop();
      return () => watchers.delete(watcher);
    },
  };
}

/** Proxies and browsers take a line that says nothing for a dead one. */
const KEEP_OPEN_MS = 15_000;

export const liveUpdates =
  (hub: LiveHub): Handler =>
  (c) =>
    streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      let last = Promise.resolve();
      const write = (work: () => Promise<unknown>): void => {
        last = last.then(work).then(
          () => undefined,
          () => undefined,
        );
      };
      const leave = hub.watch((event) => write(() => stream.writeSSE(event)));
      const open = setInterval(() => write(() => stream.write(':\n\n')), KEEP_OPEN_MS);
      await ended;
      clearInterval(open);
      leave();
    });
