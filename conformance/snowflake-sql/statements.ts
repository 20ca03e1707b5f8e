import { join } from 'node:path';
import { accountSpecOf, type AccountSettings } from '../../cloud/account';
import { costStatements } from '../../cloud/cost';
import { readCost } from '../../cloud/cost';
import { reconcileTarget } from '../../cloud/reconcile';
import { accountRequirements, observeAccount, statementsOf } from '../../engine/account';
import { makeCompiler } from '../../engine/compile';
import { buildGraph } from '../../engine/graph';
import { bronzeTable, landedSources, type LandedSource } from '../../engine/landing/setup';
import { lookAtCredits } from '../../engine/monitor/credits';
import { loadsOf, loadsSince } from '../../engine/monitor/history';
import { readPipes } from '../../engine/monitor/pipes';
import { makePlan, type NodeState, type Plan, type PlanInput } from '../../engine/plan';
import { readProject, readProjectFiles, type Project, type Target } from '../../engine/project';
import {
  cancelStatement,
  findStatements,
  statementsUnderWay,
} from '../../engine/warehouse/snowflake/asynchronous';
import type { Result, WarehouseReader } from '../../engine/warehouse/port';
import { names, preparedAccount } from '../../test/support/deployed-account';
import { answerOf, create, integrationProperties, objectsProperties } from '../../test/support/deployment';
import { fixedClock } from '../../test/support/local-warehouse';
import type { SnowflakeAccount } from '../../test/support/snowflake-account';

export interface RenderedStatement {
  /** Where it comes from, and which one of those it is. */
  readonly id: string;
  readonly sql: string;
}

const target: Target = {
  name: 'dev',
  type: 'snowflake',
  database: names.database,
  schema: 'PUBLIC',
  threads: 4,
  vars: {},
  env: {},
};

/** Every statement that a deploy, its failures, a run and a look at its cost send to Snowflake, each text once. */
export async function renderedStatements(root: string): Promise<readonly RenderedStatement[]> {
  const project = readProject(await readProjectFiles(join(root, 'sql')), target);
  const all = [
    ...accountStatements(),
    ...(await deployStatements(project)),
    ...planStatements(project),
    ...(await watchStatements(project)),
    ...analyses(project),
    ...costs(),
  ];
  return [...new Map(all.map((statement) => [statement.sql, statement])).values()];
}

/** A value in place of each `?`, which one of the two grammars does not know. */
const costs = (): readonly RenderedStatement[] =>
  numbered(
    'cost',
    costStatements(names, '2026-01-01T00:00:00.000Z').map(({ sql }) => sql.replaceAll('?', "'value'")),
  );

const numbered = (origin: string, texts: readonly string[]): readonly RenderedStatement[] =>
  texts.map((sql, index) => ({ id: `${origin}-${index + 1}`, sql }));

function accountStatements(): readonly RenderedStatement[] {
  const settings = (login: 'workload-identity' | 'key-pair'): AccountSettings => ({
    ...{ env: 'dev', account: '111122223333', region: 'eu-central-1', budgets: { creditsPerMonth: 20 } },
    snowflake: { login },
  });
  const keys = ['MIIBIjANBg', 'MIIBIjANBh'];
  const publicKeys = { setup: keys, advance: keys, monitor: keys };
  const texts = (['workload-identity', 'key-pair'] as const).flatMap((login) =>
    accountRequirements(accountSpecOf(settings(login), { publicKeys, networkPolicy: 'AWS_ONLY' })).flatMap(
      statementsOf,
    ),
  );
  return numbered('account', texts);
}

/** As an account is sent them: a first deploy, changed pipes, a moved lake, another role, a delete with both keys. */
async function deployStatements(project: Project): Promise<readonly RenderedStatement[]> {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  const given = { account, clock, project };
  const spec = accountRequirements(
    accountSpecOf(
      {
        ...{ env: 'dev', account: '111122223333', region: 'eu-central-1', budgets: { creditsPerMonth: 20 } },
        snowflake: { login: 'workload-identity' },
      },
      { publicKeys: {} },
    ),
  );
  const admin = account.warehouse('ACCOUNTADMIN');
  await observeAccount((sql) => admin.query(sql), spec);
  await answerOf(create(integrationProperties), given);
  await answerOf(create(objectsProperties), given);
  const locations = ['s3://lake-bucket/bronze/', 's3://new-bucket/bronze/'];
  const another = { ...integrationProperties, roleArn: 'arn:aws:iam::1:role/x', allowedLocations: locations };
  await answerOf(create(another), given);
  await answerOf(create({ ...objectsProperties, lakeUrl: 's3://new-bucket/' }), {
    ...given,
    meanwhile: () => landOnce(account, project),
  });
  const removal = (confirmed: string) => ({ policy: 'destroy' as const, confirmed });
  for (const properties of [
    { ...objectsProperties, removal: removal(names.database) },
    { ...integrationProperties, removal: removal(names.integration) },
  ])
    await answerOf({ ...create(properties), RequestType: 'Delete', PhysicalResourceId: 'x' }, given);
  return numbered(
    'deploy',
    account.sent.map(({ sql }) => sql),
  );
}

/** A file of every dataset that nobody was told of, so that catching up finds something. */
function landOnce(account: SnowflakeAccount, project: Project): void {
  for (const { landing } of project.sources) {
    const key = `bronze/${landing?.domain}/${landing?.dataset}/it's-late.csv`;
    if (landing) account.land(key);
  }
}

/** Of a first build, of one that finds everything and builds it anew, and of one that merges what has arrived. */
function planStatements(project: Project): readonly RenderedStatement[] {
  const graph = buildGraph(project);
  const compiler = makeCompiler(project, target);
  const base: PlanInput = {
    ...{ project, graph, compiler },
    selected: new Set(
      [...project.models, ...project.snapshots, ...project.sources].map(({ uniqueId }) => uniqueId),
    ),
    observed: {
      catalog: [],
      sourceTokens: new Map(project.sources.map(({ uniqueId }) => [uniqueId, 'token 1'])),
      columns: new Map(),
    },
    state: new Map(),
    traits: { incrementalPublish: 'clone' },
    options: {
      ...{ runId: '20260102T030405_AAAA', now: new Date('2026-01-02T03:04:05Z'), database: names.database },
      ...{ fullRefresh: false, keepDisplacedDays: 7, keepDisplaced: undefined },
    },
  };
  const first = makePlan(base);
  const again: PlanInput = {
    ...base,
    observed: {
      catalog: first.units.flatMap((unit) =>
        unit.models.map(({ live, materialized }) => ({
          ...live,
          kind: materialized === 'view' ? ('view' as const) : ('table' as const),
        })),
      ),
      sourceTokens: new Map(project.sources.map(({ uniqueId }) => [uniqueId, 'token 2'])),
      columns: new Map(
        project.models.map(({ uniqueId, columns, config }) => [
          uniqueId,
          [...new Set([...columns.map(({ name }) => name), ...config.uniqueKey])].map((name) => ({
            name: name.toUpperCase(),
            type: 'VARCHAR',
          })),
        ]),
      ),
    },
    state: stateAfter(first),
  };
  const anew = { ...again, options: { ...again.options, fullRefresh: true } };
  return [
    ...stepsOf('first', first),
    ...stepsOf('merge', makePlan(again)),
    ...stepsOf('anew', makePlan(anew)),
  ];
}

function stateAfter(plan: Plan): ReadonlyMap<string, NodeState> {
  const rest = { runId: plan.runId, publishedAt: '2026-01-01T00:00:00.000Z', rows: 1, tests: [] };
  return new Map(
    plan.units.flatMap(({ models }) =>
      models.map(({ model, inputs, version }) => [model, { node: model, inputs, version, ...rest }] as const),
    ),
  );
}

const stepsOf = (origin: string, plan: Plan): readonly RenderedStatement[] =>
  plan.units.flatMap(({ steps, tests, rollback }) => [
    ...steps.map(({ id, sql }) => ({ id: `plan-${origin} ${id}`, sql })),
    ...tests.map(({ name, failingRowsSql }) => ({
      id: `plan-${origin} rows of ${name}`,
      sql: failingRowsSql,
    })),
    ...(rollback === undefined ? [] : [{ id: `plan-${origin} rollback`, sql: rollback }]),
  ]);

/** Of the monitor and of `lakehouse cost`, with bound values in their places. */
async function watchStatements(project: Project): Promise<readonly RenderedStatement[]> {
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

function analyses(project: Project): readonly RenderedStatement[] {
  const compiler = makeCompiler(project, target);
  return project.analyses.map(({ uniqueId, name }) => ({
    id: `analysis ${name}`,
    sql: compiler.select(uniqueId),
  }));
}
