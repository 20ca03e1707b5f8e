import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, LakehouseError, type Problem } from '../../engine/errors';
import type { HomeLayout } from '../home/layout';

/** What a new owner tells whoever started it, as one JSON text on its file descriptor 3. */
export type StartReport =
  | { readonly state: 'listening' }
  /** Another one was faster. */
  | { readonly state: 'taken' }
  | { readonly state: 'failed'; readonly problems: readonly Problem[] };

/** What a new owner is told, as one JSON argument. */
export interface OwnerArguments {
  readonly home: string;
  readonly build: string;
  /** Ends when nobody has been connected for so long. */
  readonly idleMilliseconds: number;
  /** How long it waits for a database that another process has open. */
  readonly patienceMilliseconds: number;
}

const LARGEST_LOG = 1_000_000;

/**
 * Starts an owner that outlives this program, and waits until somebody listens: it, or another that was faster.
 * Throws what the new owner could not manage.
 */
export async function startOwner(layout: HomeLayout, told: OwnerArguments): Promise<void> {
  const log = openSync(layout.ownerLog, size(layout.ownerLog) > LARGEST_LOG ? 'w' : 'a', 0o600);
  const owner = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), join(__dirname, 'process.ts'), JSON.stringify(told)],
    // In the home, so that it keeps no other folder busy.
    { cwd: layout.home, detached: true, stdio: ['ignore', log, log, 'pipe'], windowsHide: true },
  );
  closeSync(log);
  owner.unref();
  const report = await new Promise<string>((resolve, reject) => {
    let text = '';
    const channel = owner.stdio[3];
    if (!channel || !('setEncoding' in channel)) throw new Error('the owner was started without its channel');
    channel.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    channel.once('close', () => resolve(text));
    owner.once('error', reject);
  });
  if (report === '') {
    fail('LH801', `The process that owns the local database did not start. ${layout.ownerLog} tells why.`);
  }
  const parsed = JSON.parse(report) as StartReport;
  if (parsed.state === 'failed') throw new LakehouseError(parsed.problems);
}

function size(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
