import { join } from 'node:path';
import type { Surroundings } from '../suite';
import { prepareVenv } from '../venv';

/** A Python environment with dbt in it, or why there is none. */
export type Environment = ReadyEnvironment | { readonly ready: false; readonly reason: string };

export interface ReadyEnvironment {
  readonly ready: true;
  /** Paths of the programs. */
  readonly dbt: string;
  readonly python: string;
  /** The environment to run them in. */
  readonly env: { readonly [name: string]: string | undefined };
}

/** dbt installed into the workspace. */
export async function prepareEnvironment(surroundings: Surroundings): Promise<Environment> {
  const folder = join(surroundings.root, 'conformance/dbt');
  const venv = await prepareVenv(surroundings, {
    name: 'dbt-venv',
    notice: 'dbt (once, about 240 MB)',
    files: [[join(folder, 'libraries.txt')], [join(folder, 'requirements.txt'), '--no-deps']],
  });
  if (!venv.ready) return venv;
  return {
    ready: true,
    dbt: join(venv.bin, 'dbt'),
    python: venv.python,
    env: {
      ...venv.env,
      DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
      DBT_VERSION_CHECK: 'false',
      PYTHONWARNINGS: 'ignore',
    },
  };
}
