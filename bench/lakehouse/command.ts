import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { homeLayout } from '../../local/home/layout';
import { readOwnerRecord } from '../../local/owner/record';
import { forgetPeak, processFigures } from './process-figures';

const program = resolve(__dirname, '../../bin/lakehouse.js');

/** A command of the lakehouse as a process of its own, in a process group of its own. */
export function start(home: string, args: readonly string[]) {
  return spawn(process.execPath, [program, ...args, '--home', home], { stdio: ['ignore', 'pipe', 'pipe'] });
}

export interface Stage {
  /** As one would type it. */
  readonly command: string;
  readonly output: string;
  readonly seconds: number;
  /** Of the command and the owner of the database together. */
  readonly cpuSeconds: number;
  readonly commandPeak: number | undefined;
  readonly ownerPeak: number | undefined;
  /** Of the whole machine in the minute before its end. */
  readonly load: number;
}

/** Runs a command to its end; one that fails is an error with what it said. */
export async function measured(home: string, args: readonly string[]): Promise<Stage> {
  const recordPath = homeLayout(resolve(home)).ownerRecord;
  const ownerPid = (): number | undefined => readOwnerRecord(recordPath)?.pid;
  const before = ownerPid();
  if (before !== undefined) forgetPeak(before);
  const cpuBefore = before === undefined ? 0 : (processFigures(before)?.cpuSeconds ?? 0);
  const started = performance.now();
  const child = start(home, args);
  let output = '';
  let complaint = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  let own = processFigures(child.pid ?? 0);
  const watch = setInterval(() => (own = processFigures(child.pid ?? 0) ?? own), 100);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  if (status !== 0) throw new Error(`lakehouse ${args.join(' ')} ended with ${status}:\n${complaint}`);
  const elapsed = (performance.now() - started) / 1000;
  const pid = ownerPid();
  const owner = pid === undefined ? undefined : processFigures(pid);
  const ownerCpu = owner === undefined ? 0 : owner.cpuSeconds - (pid === before ? cpuBefore : 0);
  return {
    command: `lakehouse ${args.map(shown).join(' ')}`,
    output,
    seconds: elapsed,
    cpuSeconds: (own?.cpuSeconds ?? 0) + ownerCpu,
    commandPeak: own?.peakBytes,
    ownerPeak: owner?.peakBytes,
    load: loadavg()[0] ?? 0,
  };
}

const shown = (arg: string): string => (/^[\w./:=,@-]+$/.test(arg) ? arg : `"${arg}"`);

/** The rows of a query, cells by column. */
export async function query(
  home: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { output } = await measured(home, ['query', sql, '--json']);
  return JSON.parse(output) as readonly Readonly<Record<string, unknown>>[];
}

/** The process that has the home's database open ends when it is asked to, and the file is free. */
export async function retireOwner(home: string): Promise<void> {
  const path = homeLayout(resolve(home)).ownerRecord;
  const record = readOwnerRecord(path);
  if (!record) return;
  try {
    process.kill(record.pid, 'SIGTERM');
  } catch {
    return;
  }
  while (isAlive(record.pid)) await new Promise((done) => setTimeout(done, 50));
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
