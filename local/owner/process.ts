import { chmodSync, closeSync, writeSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, LakehouseError } from '../../engine/errors';
import type { Warehouse } from '../../engine/warehouse/port';
import { homeLayout, type HomeLayout } from '../home/layout';
import { openWarehouse } from '../home/warehouse';
import { ownerAddress, privateFolder, type Platform } from './address';
import { dial } from './dial';
import { readOwnerRecord, removeOwnerRecord, writeOwnerRecord } from './record';
import { serve } from './serve';
import type { OwnerArguments, StartReport } from './start';

/**
 * The owner of a home's database: `node process.ts <OwnerArguments>`, started by `startOwner`.
 *
 * DuckDB's own lock on the database file elects the owner. The kernel keeps that lock (fcntl(2), on Windows the
 * sharing mode) and lets it go when the process dies, however it dies, so there is no lock file that could
 * outlive its holder. Only the winner touches the socket and the record.
 */
async function own({ home, build, idleMilliseconds, patienceMilliseconds }: OwnerArguments): Promise<void> {
  const layout = homeLayout(home);
  const warehouse = await open(layout, build, patienceMilliseconds);
  if (!warehouse) return report({ state: 'taken' });
  try {
    const address = ownerAddress(layout.home, platform);
    if (platform.os !== 'win32') privateFolder(dirname(address), platform);
    const ending = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
    await serve({
      warehouse,
      address,
      build,
      pid: process.pid,
      idleMilliseconds,
      signal: ending.signal,
      onListening: () => {
        if (platform.os !== 'win32') chmodSync(address, 0o600);
        writeOwnerRecord(layout.ownerRecord, { pid: process.pid, address });
        report({ state: 'listening' });
      },
    });
    removeOwnerRecord(layout.ownerRecord);
  } finally {
    await warehouse.close();
  }
}

const PAUSE_MS = 50;

/** Opens the database as soon as it is free; undefined where an owner just like this one serves it already. */
async function open(layout: HomeLayout, build: string, patience: number): Promise<Warehouse | undefined> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await openWarehouse(layout);
    } catch (e: unknown) {
      if (!(e instanceof LakehouseError) || e.code !== 'LH550') throw e;
      const other = await owner(layout);
      if (other?.build === build) return undefined;
      if (Date.now() >= until) throwHeld(layout, other?.pid, e);
      await sleep(PAUSE_MS);
    }
  }
}

async function owner(layout: HomeLayout): Promise<{ build: string; pid: number } | undefined> {
  const record = readOwnerRecord(layout.ownerRecord);
  const line = record && (await dial(record.address));
  line?.socket.destroy();
  return line?.greeting;
}

function throwHeld(layout: HomeLayout, pid: number | undefined, e: Error): never {
  const record = readOwnerRecord(layout.ownerRecord);
  const retiring = pid ?? (record && isAlive(record.pid) ? record.pid : undefined);
  if (retiring !== undefined) {
    fail(
      'LH803',
      `Process ${retiring} owns ${layout.database} with another version of this program and still works for a client. Wait until that has ended, then try again.`,
    );
  }
  fail('LH801', `Another program has ${layout.database} open. Close it, then try again. ${e.message}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const platform: Platform = {
  os: process.platform,
  uid: process.platform === 'win32' ? undefined : userInfo().uid,
  runtimeDirectory: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
};

let reported = false;

function report(message: StartReport): void {
  reported = true;
  // Whoever started this owner may be gone by now, which is no reason to end.
  try {
    writeSync(3, JSON.stringify(message));
  } catch {
    // EPIPE
  }
  closeSync(3);
}

own(JSON.parse(process.argv[2] ?? '') as OwnerArguments).catch((e: unknown) => {
  const text = e instanceof Error ? (e.stack ?? e.message) : String(e);
  process.stderr.write(`${new Date().toISOString()} owner ${process.pid}: ${text}\n`);
  process.exitCode = 1;
  if (reported) return;
  report({
    state: 'failed',
    problems:
      e instanceof LakehouseError
        ? e.problems
        : [
            {
              code: 'LH801',
              message: `The local database could not be opened: ${e instanceof Error ? e.message : text}`,
            },
          ],
  });
});
