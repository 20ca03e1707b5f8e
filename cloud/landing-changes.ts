import { fail } from '../engine/errors';
import { desiredLanding, explainLanding, observeLanding, type Change } from '../engine/landing/deployment';
import { LAKE_ROOT } from '../engine/landing/keys';
import type { Project } from '../engine/project/types';
import { identifier } from '../engine/warehouse/identifier';
import type { Warehouse } from '../engine/warehouse/port';
import { records } from '../engine/warehouse/records';
import type { SnowflakeNames } from '../lambdas/deployment/contract';

/**
 * What a deploy of this project would do in Snowflake. The lake is where the stage says that it is. Throws LH103 where
 * nothing was deployed, or the asking role may not see it.
 */
export async function landingChanges(
  warehouse: Pick<Warehouse, 'query'>,
  project: Project,
  { database, integration, roles }: SnowflakeNames,
): Promise<readonly Change[]> {
  const query = (sql: string) => warehouse.query(sql);
  const [stage] = records(await query(`SHOW STAGES IN DATABASE ${identifier(database)}`)).filter(
    (field) => field('name') === 'LAKE',
  );
  if (!stage)
    return fail(
      'LH103',
      `Database ${database} has no stage LAKE: deploy first, or ask as role ${roles.setup}.`,
    );
  const lakeUrl = stage('url').slice(0, -LAKE_ROOT.length);
  const desired = desiredLanding(project, { database, integration, lakeUrl, roles });
  return explainLanding(desired, await observeLanding(query, desired));
}
