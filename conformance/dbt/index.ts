import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LakehouseError } from '../../engine/errors';
import type { Outcome, Suite, Surroundings } from '../suite';
import { checkArtifacts } from './artifacts';
import { compareManifests } from './compare-manifest';
import { compareSql } from './compare-sql';
import { compileWithDbt } from './dbt';
import { prepareEnvironment } from './environment';
import { compileWithEngine } from './ours';
import { countsTable, showDifferences } from './report';
import type { Difference, ManifestFile } from './types';

/** `sql/` is a dbt project: dbt parses it, and compiles every node to the text that the engine compiles. */
export const dbtSuite: Suite = {
  name: 'dbt',
  title: 'dbt-core with dbt-snowflake parses sql/ and compiles it to the same text',
  async run(surroundings) {
    const environment = await prepareEnvironment(surroundings);
    if (!environment.ready) return { status: 'skipped', summary: environment.reason };
    const differences: Difference[] = [];
    const counts: [string, number, number][] = [];
    for (const incremental of [false, true]) {
      const dbt = await compileWithDbt(surroundings, environment, incremental);
      if ('failed' in dbt) return { status: 'failed', summary: String(dbt.failed) };
      const ours = await compileOurs(surroundings, incremental);
      if ('failed' in ours) return ours.failed;
      const mode = incremental ? 'incremental' : 'full refresh';
      const sql = compareSql(dbt, ours.manifest);
      for (const type of new Set(Object.values(dbt.nodes).map((node) => node.resource_type))) {
        counts.push([`${type} SQL, ${mode}`, sql.equal.get(type) ?? 0, ofType(dbt, sql.different, type)]);
      }
      differences.push(...sql.different);
      if (incremental) continue;
      const facts = compareManifests(dbt, ours.manifest);
      counts.push([
        'manifest',
        Object.keys(dbt.nodes).length - new Set(facts.map(({ id }) => id)).size,
        facts.length,
      ]);
      differences.push(...facts);
      const mistakes = await checkArtifacts(surroundings, environment, { manifest: ours.manifest });
      counts.push(['artifacts read by dbt', 2 - new Set(mistakes.map(({ id }) => id)).size, mistakes.length]);
      differences.push(...mistakes);
    }
    return conclude(surroundings, counts, differences);
  },
};

const ofType = (dbt: ManifestFile, differences: readonly Difference[], type: string): number =>
  differences.filter(({ id }) => dbt.nodes[id]?.resource_type === type).length;

async function compileOurs(
  { root }: Surroundings,
  incremental: boolean,
): Promise<{ readonly manifest: ManifestFile } | { readonly failed: Outcome }> {
  try {
    return { manifest: await compileWithEngine(root, incremental) };
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    return { failed: { status: 'failed', summary: `the engine refuses sql/:\n${error.message}` } };
  }
}

async function conclude(
  { workspace, print }: Surroundings,
  counts: readonly (readonly [string, number, number])[],
  differences: readonly Difference[],
): Promise<Outcome> {
  print(countsTable(counts));
  if (differences.length === 0) return { status: 'passed', summary: 'no difference' };
  const file = join(workspace, 'dbt-differences.json');
  await writeFile(file, JSON.stringify(differences, undefined, 2));
  print(showDifferences(differences));
  return { status: 'failed', summary: `${differences.length} differences, all in ${file}` };
}
