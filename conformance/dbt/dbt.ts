import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';
import { CannotCompare } from './check';
import type { ReadyEnvironment } from './environment';
import type { ManifestFile } from './types';

/** dbt accepts the project as it is, without a var and without a connection. */
export async function parseWithDbt(surroundings: Surroundings, environment: ReadyEnvironment): Promise<void> {
  await runDbt(surroundings, environment, ['parse', ...place(surroundings, 'parse')]);
}

/**
 * dbt's manifest of `sql/` with every node compiled. dbt-snowflake connects only to introspect, so with
 * `--no-introspect --no-populate-cache` the account of profiles.yml is never asked for anything.
 */
export async function compileWithDbt(
  surroundings: Surroundings,
  environment: ReadyEnvironment,
  incremental: boolean,
): Promise<ManifestFile> {
  const folder = incremental ? 'incremental' : 'full';
  const vars = ['--vars', JSON.stringify({ lakehouse_incremental: incremental })];
  const offline = ['--no-introspect', '--no-populate-cache'];
  await runDbt(surroundings, environment, ['compile', ...place(surroundings, folder), ...vars, ...offline]);
  const file = join(targetOf(surroundings, folder), 'manifest.json');
  return JSON.parse(await readFile(file, 'utf8')) as ManifestFile;
}

const targetOf = ({ workspace }: Surroundings, folder: string): string =>
  join(workspace, `dbt-target-${folder}`);

const place = (surroundings: Surroundings, folder: string): readonly string[] => [
  ...['--project-dir', 'sql', '--profiles-dir', 'sql', '--target', 'dev'],
  ...['--target-path', targetOf(surroundings, folder)],
];

async function runDbt(
  { root, workspace }: Surroundings,
  { dbt, env }: ReadyEnvironment,
  args: readonly string[],
) {
  const log = ['--no-use-colors', '--log-path', join(workspace, 'dbt-logs')];
  const result = await runCommand(dbt, [...log, ...args], { cwd: root, env });
  if (!result) throw new CannotCompare(`${dbt} is not there`);
  if (result.status !== 0)
    throw new CannotCompare(`\`dbt ${args.join(' ')}\` failed:\n${lastWords(result, 40)}`);
}
