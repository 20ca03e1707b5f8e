import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerOptions {
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd?: string;
  /** What it prints goes here. */
  readonly log: string;
  /** Answers, whatever, once the server is ready. */
  readonly ready: () => Promise<unknown>;
}

export interface Server {
  readonly pid: number;
  stop(): Promise<void>;
}

/** A server that a suite needs, from its first answer until `stop`. */
export async function startServer(
  program: string,
  args: readonly string[],
  { env, cwd, log, ready }: ServerOptions,
): Promise<Server> {
  const output = openSync(log, 'w');
  const child = spawn(program, args, { env: { ...env }, cwd, stdio: ['ignore', output, output] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    // Emulators with something under way ignore SIGTERM.
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await answering(ready, child, log);
  } catch (error: unknown) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, stop };
}

async function answering(ready: ServerOptions['ready'], child: ChildProcess, log: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (failure) throw failure;
    if (child.exitCode !== null)
      throw new Error(`${child.spawnfile} ended with ${child.exitCode}: see ${log}`);
    const answers = await ready().then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(150);
  }
  throw new Error(`${child.spawnfile} does not answer: see ${log}`);
}
