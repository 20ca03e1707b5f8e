import type { Io } from '../../../bin/io';
import { runProgram } from '../../../bin/program';
import { formatProblem, LakehouseError } from '../../../engine/errors';

export interface Called {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface CallOptions {
  readonly isTerminal?: boolean;
  readonly env?: Record<string, string>;
}

/** Calls the command line inside this process and keeps what it wrote. */
export async function call(
  argv: readonly string[],
  { isTerminal = false, env = {} }: CallOptions = {},
): Promise<Called> {
  let out = '';
  let err = '';
  const io: Io = {
    out: { write: (text) => (out += text), isTerminal, width: 100 },
    err: { write: (text) => (err += text), isTerminal: false, width: 100 },
    env,
    now: () => new Date(),
    interruption: () => new AbortController().signal,
  };
  try {
    return { status: await runProgram(argv, io), out, err };
  } catch (e: unknown) {
    if (!(e instanceof LakehouseError)) throw e;
    return { status: e.exitStatus, out, err: `${err}${e.problems.map(formatProblem).join('\n')}\n` };
  }
}
