import { build, type BuildOptions, type Workspace } from '../../engine/run/build';
import type { RunEvent } from '../../engine/run/types';
import { openDuckdb } from '../../engine/warehouse/duckdb';
import { translate } from '../../engine/warehouse/duckdb/translate';
import type { Cell, QueryOptions, Warehouse } from '../../engine/warehouse/port';
import { memoryStore } from './memory-store';
import { small, type Small } from './small-project';

/**
 * A small project on a real local warehouse, with everything sent to it on record.
 * @param used of an earlier shop, which is emptied: to open one takes longer than most tests
 */
export async function openShop(setup: readonly string[] = [], used?: Warehouse) {
  let seconds = 0;
  const clock = {
    now: () => new Date(Date.parse('2026-01-02T03:04:05Z') + 1000 * seconds++),
    every: () => () => undefined,
  };
  const warehouse = used ?? (await openDuckdb({ path: ':memory:', translate, clock: clock.now }));
  for (const schema of new Set(used ? (await used.catalog()).map((entry) => entry.schema) : []))
    await warehouse.query(`drop schema LAKEHOUSE.${schema}`);
  for (const sql of ['create schema LAKEHOUSE.BRONZE', ...setup]) await warehouse.query(sql);
  const sent: string[] = [];
  const events: RunEvent[] = [];
  const store = memoryStore();
  let run = 0;

  const workspace = (spec: Small, over: Warehouse = warehouse): Workspace => {
    const { project, graph, compiler } = small(spec);
    return {
      project,
      graph,
      compiler,
      warehouse: recording(over, sent),
      store,
      clock,
      random: () => `R${(run += 1)}`,
      database: 'LAKEHOUSE',
      keepDisplacedDays: 3,
      keepDisplaced: 1,
    };
  };
  const options = (spec: Small, changes: Partial<BuildOptions> = {}): BuildOptions => ({
    selected: small(spec).all,
    fullRefresh: false,
    threads: 4,
    holder: { pid: 1, host: 'here', command: 'lakehouse build' },
    isAlive: () => true,
    onEvent: (event) => events.push(event),
    ...changes,
  });
  const rows = async (sql: string): Promise<readonly (readonly Cell[])[]> =>
    (await warehouse.query(sql)).rows;
  return {
    warehouse,
    store,
    clock,
    sent,
    events,
    workspace,
    options,
    rows,
    build: (spec: Small, changes: Partial<BuildOptions> = {}, over?: Warehouse) =>
      build(workspace(spec, over), options(spec, changes)),
    relations: async () =>
      (await warehouse.catalog()).map(({ schema, name, kind }) => `${schema}.${name} ${kind}`).sort(),
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

function recording(warehouse: Warehouse, sent: string[]): Warehouse {
  const query = (on: Pick<Warehouse, 'query'>) => (sql: string, options?: QueryOptions) => {
    sent.push(sql);
    return on.query(sql, options);
  };
  return {
    traits: warehouse.traits,
    query: query(warehouse),
    session: async () => {
      const session = await warehouse.session();
      return { query: query(session), close: () => session.close() };
    },
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
  };
}

/** `name: status`, for comparing. */
export function statuses(result: { readonly models: readonly { name: string; status: string }[] }) {
  return Object.fromEntries(result.models.map(({ name, status }) => [name, status]));
}
