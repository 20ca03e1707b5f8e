import { formatProblem, LakehouseError } from '../engine/errors';
import type { Io, Output } from './io';
import { runProgram } from './program';

/** A command's answer may go into a pipe whose reader has enough (`| head`): that is no failure of ours. */
function quietWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (e: NodeJS.ErrnoException) => {
    if (e.code !== 'EPIPE') throw e;
    process.exit();
  });
}

function output(stream: NodeJS.WriteStream): Output {
  quietWhenUnread(stream);
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    get width() {
      return stream.columns ?? 120;
    },
  };
}

const STOPPING = 'Stopping when the statements under way are through. Once more ends at once.';

function interruption(note: string = STOPPING): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.stderr.write(`\n${note}\n`);
      process.once(signal, () => process.exit(130));
      ending.abort();
    });
  }
  return ending.signal;
}

const io: Io = {
  out: output(process.stdout),
  err: output(process.stderr),
  env: process.env,
  now: () => new Date(),
  interruption,
};

runProgram(process.argv.slice(2), io).then(
  (status) => (process.exitCode = status),
  (e: unknown) => {
    if (e instanceof LakehouseError) {
      io.err.write(`${e.problems.map(formatProblem).join('\n')}\n`);
      process.exitCode = e.exitStatus;
    } else {
      io.err.write(`${e instanceof Error ? (e.stack ?? e.message) : String(e)}\n`);
      process.exitCode = 1;
    }
  },
);
