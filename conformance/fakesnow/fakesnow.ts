import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ReadyVenv } from '../venv';

const value = z.union([
  z.null(),
  z.boolean(),
  z.string(),
  z.strictObject({ n: z.string() }),
  z.strictObject({ d: z.string() }),
  z.strictObject({ t: z.string() }),
  z.strictObject({ h: z.string() }),
]);

const answer = z.union([
  z.strictObject({ id: z.string(), rows: z.array(z.array(value)) }),
  z.strictObject({ id: z.string(), error: z.string() }),
]);

/** A value that says what it is, so that two engines' ways to spell it can be compared. */
export type Value = z.infer<typeof value>;

/** Rows, or in its own words why there are none. */
export type Answer = { readonly rows: readonly (readonly Value[])[] } | { readonly error: string };

export interface Table {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  /** As in CREATE TABLE. */
  readonly columns: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export interface Job {
  readonly id: string;
  readonly database: string;
  /** Made anew for the job. */
  readonly schema?: string;
  readonly tables?: readonly Table[];
  readonly statements: readonly string[];
  /** Positions of statements that are to fail. */
  readonly fails?: readonly number[];
}

/** The answer to every job. A job that ends the process is answered so, and the next ones go to a new process. */
export async function askFakesnow(
  venv: ReadyVenv,
  jobs: readonly Job[],
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  let left = jobs;
  while (left.length > 0) {
    await converse(venv, left, answers);
    const [first] = left.filter(({ id }) => !answers.has(id));
    if (first) answers.set(first.id, { error: 'the process ended' });
    left = left.filter(({ id }) => !answers.has(id));
  }
  return answers;
}

function converse(venv: ReadyVenv, jobs: readonly Job[], answers: Map<string, Answer>): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(venv.python, [join(__dirname, 'execute.py')], {
      env: { ...venv.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const { id, ...said } = answer.parse(JSON.parse(line));
      answers.set(id, said);
    });
    child.on('error', fail);
    child.stdin.on('error', () => {
      // The process ended before it had read every job; the rest goes to the next one.
    });
    lines.on('close', done);
    child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  });
}
