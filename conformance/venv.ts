import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runCommand } from './command';
import type { Surroundings } from './suite';

type CleanEnv = { readonly [name: string]: string | undefined };

export interface ReadyVenv {
  readonly ready: true;
  readonly python: string;
  /** The folder of the environment's programs. */
  readonly bin: string;
  /** The environment to run them in. */
  readonly env: CleanEnv;
}

/** A Python environment, or why there is none. */
export type Venv = ReadyVenv | { readonly ready: false; readonly reason: string };

export interface Requirements {
  /** Of the environment's folder in the workspace. */
  readonly name: string;
  /** Said before it is installed. */
  readonly notice: string;
  /** Files of requirements, and what pip is to be told with each. */
  readonly files: readonly (readonly [path: string, ...options: string[]])[];
}

/** Python packages installed into the workspace. What was made from the same requirements is used again. */
export async function prepareVenv(
  { root, workspace, env, print }: Surroundings,
  { name, notice, files }: Requirements,
): Promise<Venv> {
  const home = join(workspace, name);
  const wanted = await fingerprint(files.map(([path]) => path));
  const clean = withoutSettings(env);
  const bin = join(home, 'bin');
  const python = join(bin, 'python');
  const marker = join(home, 'requirements.sha256');
  const ready: ReadyVenv = { ready: true, python, bin, env: clean };
  if ((await readIfThere(marker)) === wanted) return ready;

  print(`installing ${notice} into ${home}`);
  await rm(home, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['python3', ['-m', 'venv', home]],
    ...files.map(
      ([path, ...options]) =>
        [python, ['-m', 'pip', 'install', '--quiet', ...options, '--requirement', path]] as const,
    ),
  ];
  for (const [program, args] of commands) {
    const result = await runCommand(program, args, { cwd: root, env: clean });
    if (!result) return { ready: false, reason: `there is no ${program} on this machine` };
    if (result.status !== 0) {
      return { ready: false, reason: `\`${program} ${args.join(' ')}\` failed:\n${lastWords(result)}` };
    }
  }
  await writeFile(marker, wanted);
  return ready;
}

/** Nobody's account, var or flag may decide what is compared. */
const withoutSettings = (env: CleanEnv): CleanEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(DBT|SNOWFLAKE|PYTHON)/.test(name)));

async function fingerprint(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
