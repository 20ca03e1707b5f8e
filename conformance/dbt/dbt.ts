import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';
import type { Environment } from './environment';
import type { ManifestFile } from './types';

type Ready = Environment & { readonly ready: true };

/**
 * dbt's manifest of `sql/` with every node compiled. dbt-snowflake connects only to introspect, so with
 * `--no-introspect --no-populate-cache` the account of profiles.yml is never asked for anything.
 */
export async function compileWithDbt(
  { root, workspace }: Surroundings,
  { dbt, env }: Ready,
  incremental: boolean,
): Promise<ManifestFile | { readonly failed: string }> {
  const target = join(workspace, `dbt-target-${incremental ? 'incremental' : 'full'}`);
  const project = [
    '--project-dir',
    'sql',
    '--profiles-dir',
    'sql',
    '--target',
    'dev',
    '--target-path',
    target,
  ];
  const vars = ['--vars', JSON.stringify({ lakehouse_incremental: incremental })];
  const log = ['--no-use-colors', '--log-path', join(workspace, 'dbt-logs')];
  const offline = ['--no-introspect', '--no-populate-cache'];
  for (const args of [
    [...log, 'parse', ...project, ...vars],
    [...log, 'compile', ...project, ...vars, ...offline],
  ]) {
    const result = await runCommand(dbt, args, { cwd: root, env });
    if (!result) return { failed: `${dbt} is not there` };
    if (result.status !== 0) return { failed: `\`dbt ${args.join(' ')}\` failed:\n${lastWords(result, 40)}` };
  }
  return JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8')) as ManifestFile;
}
