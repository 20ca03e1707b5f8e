import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LakehouseError } from '../../engine/errors';
import type { Outcome, Suite, Surroundings } from '../suite';
import { checkArtifacts } from './artifacts';
import { artifactsOfBuild } from './build';
import { CannotCompare, type Check } from './check';
import { compareManifests } from './compare-manifest';
import { compareSql } from './compare-sql';
import { compileWithDbt, parseWithDbt } from './dbt';
import { prepareEnvironment, type ReadyEnvironment } from './environment';
import { compileWithEngine } from './ours';
import { countsTable, showDifferences } from './report';

/** `sql/` is a dbt project: dbt parses it, and compiles every node to the text that the engine compiles. */
export const dbtSuite: Suite = {
  name: 'dbt',
  title: 'dbt-core with dbt-snowflake parses sql/ and compiles it to the same text',
  async run(surroundings) {
    const environment = await prepareEnvironment(surroundings);
    if (!environment.ready) return { status: 'skipped', summary: environment.reason };
    try {
      return await conclude(surroundings, await runChecks(surroundings, environment));
    } catch (error: unknown) {
      if (error instanceof CannotCompare) return { status: 'failed', summary: error.message };
      if (error instanceof LakehouseError) {
        return { status: 'failed', summary: `the engine refuses sql/:\n${error.message}` };
      }
      throw error;
    }
  },
};

async function runChecks(
  surroundings: Surroundings,
  environment: ReadyEnvironment,
): Promise<readonly Check[]> {
  await parseWithDbt(surroundings, environment);
  const full = await compileBoth(surroundings, environment, false);
  const incremental = await compileBoth(surroundings, environment, true);
  const artifacts = await checkArtifacts(surroundings, environment, await artifactsOfBuild(surroundings));
  return [
    ...compareSql(full.dbt, full.ours, 'full refresh'),
    ...compareSql(incremental.dbt, incremental.ours, 'incremental'),
    compareManifests(full.dbt, full.ours),
    artifacts,
  ];
}

async function compileBoth(surroundings: Surroundings, environment: ReadyEnvironment, incremental: boolean) {
  return {
    dbt: await compileWithDbt(surroundings, environment, incremental),
    ours: await compileWithEngine(surroundings.root, incremental),
  };
}

async function conclude({ workspace, print }: Surroundings, checks: readonly Check[]): Promise<Outcome> {
  print(countsTable(checks));
  const differences = checks.flatMap((check) => check.differences);
  if (differences.length === 0) return { status: 'passed', summary: 'no difference' };
  const file = join(workspace, 'dbt-differences.json');
  await writeFile(file, JSON.stringify(differences, undefined, 2));
  print(showDifferences(differences));
  return { status: 'failed', summary: `${differences.length} differences, all in ${file}` };
}
