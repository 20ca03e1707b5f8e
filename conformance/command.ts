import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment of the command: what is not named is not there. */
  readonly env: { readonly [name: string]: string | undefined };
}

/** Runs a program to its end. Undefined where there is no such program. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult | undefined> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') done(undefined);
      else fail(error);
    });
    child.on('close', (code, signal) => {
      done({ status: code ?? 1, stdout, stderr: signal ? `${stderr}\nended by ${signal}` : stderr });
    });
  });
}

/** The end of what a command said, for a message. */
export const lastWords = ({ stdout, stderr }: CommandResult, lines = 12): string =>
  `${stdout}\n${stderr}`.trim().split('\n').slice(-lines).join('\n');
