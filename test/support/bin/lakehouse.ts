import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '../../../bin/lakehouse.js');

export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the program has written this to stderr. */
  readonly wrote: (text: string) => Promise<void>;
  /** Resolves when its answer on stdout has a line. */
  readonly answered: () => Promise<string>;
}

/** Starts the program as a user does, in a home of the test. */
export function start(home: string, ...argv: readonly string[]): Running {
  const child = spawn(process.execPath, [program, ...argv, '--home', home], {
    // Colours are on where CI is set, and would stand between the words that tests look for.
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => resolve({ status, out, err })),
  );
  const wrote = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (err.includes(text)) resolve();
      };
      child.stderr.on('data', look);
      look();
      void ended.then(() => reject(new Error(`ended without "${text}":\n${err}`)));
    });
  const answered = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes('\n')) resolve(out.split('\n')[0] ?? '');
      };
      child.stdout.on('data', look);
      look();
      void ended.then(() => reject(new Error(`ended without an answer:\n${err}`)));
    });
  return { process: child, ended, wrote, answered };
}

/** Runs the program to its end. */
export const run = (home: string, ...argv: readonly string[]): Promise<Ended> => start(home, ...argv).ended;

/** Runs a command that must succeed and answers with its JSON. */
export async function json<T>(home: string, ...argv: readonly string[]): Promise<T> {
  const { status, out, err } = await run(home, ...argv, '--json');
  if (status !== 0) throw new Error(`lakehouse ${argv.join(' ')} ended with ${status}:\n${err}`);
  return JSON.parse(out) as T;
}

/** The one value of a query's one row. */
export async function value(home: string, sql: string): Promise<unknown> {
  const [row] = await json<Record<string, unknown>[]>(home, 'query', sql);
  return Object.values(row ?? {})[0];
}

export interface BuildJson {
  readonly run_id: string;
  readonly status: string;
  readonly elapsed: number;
  readonly results: readonly { readonly unique_id: string; readonly name: string; readonly status: string }[];
  readonly tests: readonly {
    readonly name: string;
    readonly status: string;
    readonly failures: number | null;
  }[];
}

export const namesWith = (build: BuildJson, status: string): string[] =>
  build.results.filter((one) => one.status === status).map(({ name }) => name);

/** A build to its end, whether or not it succeeds. */
export async function buildJson(
  home: string,
  ...argv: readonly string[]
): Promise<{ readonly status: number | null; readonly build: BuildJson }> {
  const { status, out, err } = await run(home, 'build', ...argv);
  if (out === '') throw new Error(err);
  return { status, build: JSON.parse(out) as BuildJson };
}
