import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';

/** A Python environment with dbt in it, or why there is none. */
export type Environment = ReadyEnvironment | { readonly ready: false; readonly reason: string };

export interface ReadyEnvironment {
  readonly ready: true;
  /** Paths of the programs. */
  readonly dbt: string;
  readonly python: string;
  /** The environment to run them in. */
  readonly env: CleanEnv;
}

type CleanEnv = { readonly [name: string]: string | undefined };

/** dbt installed into the workspace. One that was made from the same requirements is used again. */
export async function prepareEnvironment({
  root,
  workspace,
  env,
  print,
}: Surroundings): Promise<Environment> {
  const home = join(workspace, 'dbt-venv');
  const requirements = join(root, 'conformance/dbt/requirements.txt');
  const libraries = join(root, 'conformance/dbt/libraries.txt');
  const wanted = await fingerprint([requirements, libraries]);
  const clean = withoutSettings(env);
  const python = join(home, 'bin/python');
  const marker = join(home, 'requirements.sha256');
  const ready: Environment = { ready: true, dbt: join(home, 'bin/dbt'), python, env: clean };
  if ((await readIfThere(marker)) === wanted) return ready;

  print(`installing dbt into ${home} (once, about 240 MB)`);
  await rm(home, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['python3', ['-m', 'venv', home]],
    [python, ['-m', 'pip', 'install', '--quiet', '--requirement', libraries]],
    [python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', requirements]],
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
function withoutSettings(env: CleanEnv): CleanEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^(DBT|SNOWFLAKE|PYTHON)/.test(name))),
    DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
    DBT_VERSION_CHECK: 'false',
    PYTHONWARNINGS: 'ignore',
  };
}

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
