import { setTimeout as sleep } from 'node:timers/promises';
import { openTarget } from '../../cloud/deployment';
import { startMachine } from '../../cloud/start-run';
import { stopRun } from '../../cloud/stop-run';
import { fail } from '../../engine/errors';
import type { GlobalOptions, Io } from '../io';
import { printReport } from '../output/answer';

export interface StopOptions {
  readonly cancel?: boolean;
  readonly abandon?: boolean;
}

const WHAT_HAPPENS = {
  await: 'what is under way is awaited',
  cancel: 'what is under way is cancelled, but for what publishes',
  abandon:
    'what is under way is cancelled, and whatever was about to be sent is waited for, some four minutes',
} as const;

/** Asks for the end of the run under way on an environment, and waits for it. */
export async function stop(options: GlobalOptions & StopOptions, io: Io): Promise<number> {
  const { target: name, cancel, abandon, json } = options;
  if (name === 'local')
    fail('LH103', 'A local run is stopped with Ctrl-C: name an environment, e.g. --target dev.');
  const target = await openTarget(name, { env: io.env, now: io.now });
  const way = abandon ? 'abandon' : cancel ? 'cancel' : 'await';
  const command = `lakehouse stop --target ${name}${way === 'await' ? '' : ` --${way}`}`;
  const signal = io.interruption('The run ends without you. Once more ends at once.');
  const stopped = await stopRun(
    { way, command, at: io.now().toISOString() },
    {
      ...{ store: target.store, now: io.now, signal },
      sleep: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
      onAsked: (runId) => io.err.write(`${runId} was asked to end: ${WHAT_HAPPENS[way]}.\n`),
      start: () => startMachine(target.deployment),
    },
  );
  switch (stopped.status) {
    case 'none':
      if (json) printReport(io, { runId: null, status: 'none' });
      else io.out.write('No run is under way.\n');
      return 0;
    case 'detached':
      io.err.write(`lakehouse status --target ${name} tells of it.\n`);
      return 0;
    case 'ended': {
      const { runId, record } = stopped;
      if (json) printReport(io, record ?? { runId, status: 'ended' });
      else io.out.write(`${runId}: ${record?.status ?? 'ended'}\n`);
      return 0;
    }
  }
}
