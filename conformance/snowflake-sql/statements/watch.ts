import { readCost } from '../../../cloud/cost';
import { reconcileTarget } from '../../../cloud/reconcile';
import { makeCompiler } from '../../../engine/compile';
import { bronzeTable, landedSources, type LandedSource } from '../../../engine/landing/setup';
import { lookAtCredits } from '../../../engine/monitor/credits';
import { loadsOf, loadsSince } from '../../../engine/monitor/history';
import { readPipes } from '../../../engine/monitor/pipes';
import type { Project } from '../../../engine/project';
import type { Result, WarehouseReader } from '../../../engine/warehouse/port';
import {
  cancelStatement,
  findStatements,
  statementsUnderWay,
} from '../../../engine/warehouse/snowflake/asynchronous';
import { names } from '../../../test/support/deployed-account';
import { numbered, target, type RenderedStatement } from './rendered';

/** Of the monitor, of what follows and stops a run, of `cost` and `reconcile`, with values where they are bound. */
export async function watchStatements(project: Project): Promise<readonly RenderedStatement[]> {
  const sent: string[] = [];
  const nothing = { columns: [], rows: [] };
  const query = (sql: string): Promise<Result> => {
    // The grammars know no placeholders.
    sent.push(sql.replaceAll('?', "'bound'"));
    return Promise.resolve(nothing);
  };
  const session = { query, close: () => Promise.resolve() };
  const [now, { database, warehouses }] = [new Date('2026-01-02T03:04:05Z'), names];
  const sources = landedSources(project.sources);
  for (const source of sources) {
    await loadsSince(query, source, database, now);
    await loadsOf(query, source, database, ['bronze/x/a.csv', 'bronze/x/b.csv']);
  }
  await readPipes(query, sources, database);
  await lookAtCredits({ session, database, warehouses: Object.values(warehouses), now });
  await readCost({ query }, { environment: 'dev', names, days: 7, now });
  await findStatements(query, database, ['a-request'], now);
  await statementsUnderWay(query, database, '20260102T030405_abc');
  await cancelStatement(query, 'a-query');
  await reconcileTarget(
    { env: 'dev', names, lake: { list: async function* () {} } },
    {
      warehouse: everythingThere(query, sources),
      project: { project, compiler: makeCompiler(project, target) },
      now,
    },
  );
  return numbered('watch', sent);
}

/** Bronze is there, whatever is asked for has columns, and nothing has rows. */
const everythingThere = (
  query: WarehouseReader['query'],
  sources: readonly LandedSource[],
): WarehouseReader => ({
  traits: { incrementalPublish: 'clone' },
  query,
  catalog: async () => sources.map((source) => ({ ...bronzeTable(source, names.database), kind: 'table' })),
  columns: async () => [],
  changeTokens: async (relations) => relations.map(() => undefined),
});
