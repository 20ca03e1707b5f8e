import type { Lake } from '../../engine/landing/lake';
import { datasetPrefix } from '../../engine/landing/keys';
import { copyStatement, type LandedSource } from '../../engine/landing/setup';
import { lookAtLoads, type LoadOptions } from '../../engine/monitor/loads';
import type { Cell, QueryOptions, Result, Session, Warehouse } from '../../engine/warehouse/port';
import { setUp } from '../../local/pipe/setup';
import { fixedClock, localWarehouse, type LocalWarehouse } from './local-warehouse';
import { source } from './sources';

export const ORDERS = source('shop', 'orders', ['id', 'name']) as LandedSource;
export const SALES = source('shop', 'sales', [], { format: 'json' }) as LandedSource;
export const EVENTS = source('events', 'events', [], { format: 'ndjson' }) as LandedSource;
export const SOURCES = [ORDERS, SALES, EVENTS];

export const DATABASE = 'LAKEHOUSE';

/** Rows for statements about the account, which no local engine has. */
export type Account = (sql: string, binds: readonly Cell[]) => readonly (readonly Cell[])[];

export interface Monitored {
  readonly local: LocalWarehouse;
  readonly lake: Lake;
  readonly clock: ReturnType<typeof fixedClock>;
  /** Every statement of the monitor's sessions. */
  readonly sent: string[];
  account: Account;
  /** Makes a statement fail, once. */
  failing: ((sql: string) => boolean) | undefined;
  session(): Promise<Session>;
  /** The same as a warehouse, to stand behind something else. */
  readonly behind: Warehouse;
  land(key: string, content: string | Uint8Array): Promise<void>;
  /** Loads what has landed as the pipes do: nobody keeps a ledger. */
  snowpipe(): Promise<void>;
  /** The monitor's hourly look: enters what was loaded in the ledger. */
  enter(bounds?: Partial<Pick<LoadOptions, 'countedUntil' | 'hasTime'>>): ReturnType<typeof lookAtLoads>;
  rows(sql: string): Promise<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

/** Bronze on the local engine, loaded by the pipes' own statements; its load history is what the monitor reads. */
export async function monitored(): Promise<Monitored> {
  const clock = fixedClock('2026-01-05T12:00:00.000Z');
  const local = await localWarehouse({ clock: clock.now });
  const { warehouse, lake } = local;
  await setUp(warehouse, lake, SOURCES, DATABASE);
  const sent: string[] = [];
  const self: Monitored = {
    ...{ local, lake, clock, sent },
    behind: {
      traits: warehouse.traits,
      query: (sql, options) => asked(self, sql, options, () => warehouse.query(sql, options)),
      session: () => self.session(),
      catalog: () => warehouse.catalog(),
      columns: (relation) => warehouse.columns(relation),
      changeTokens: (relations) => warehouse.changeTokens(relations),
      close: async () => undefined,
    },
    account: () => [],
    failing: undefined,
    async session() {
      const session = await warehouse.session();
      return {
        close: () => session.close(),
        query: (sql, options) => asked(self, sql, options, () => session.query(sql, options)),
      };
    },
    land: (key, content) => local.put(key, Buffer.from(content)),
    async snowpipe() {
      for (const one of SOURCES) await copyAll(warehouse, lake, one);
    },
    async enter({ countedUntil, hasTime = () => true } = {}) {
      const session = await self.session();
      try {
        return await lookAtLoads({
          ...{ session, lake, sources: SOURCES, database: DATABASE, now: clock.now() },
          ...{ countedUntil, hasTime },
        });
      } finally {
        await session.close();
      }
    },
    rows: async (sql) => (await warehouse.query(sql)).rows,
    close: () => local.close(),
  };
  return self;
}

async function asked(
  self: Monitored,
  sql: string,
  options: QueryOptions | undefined,
  ask: () => Promise<Result>,
): Promise<Result> {
  self.sent.push(sql);
  if (self.failing?.(sql)) {
    self.failing = undefined;
    throw new Error(`the connection broke at ${sql.slice(0, 30)}`);
  }
  if (!sql.includes('SNOWFLAKE.ACCOUNT_USAGE.')) return ask();
  const rows = self.account(sql, options?.binds ?? []);
  const columns = Array.from({ length: rows[0]?.length ?? 1 }, (_, index) => ({
    ...{ name: `C${index}`, kind: 'TEXT' as const, type: 'VARCHAR' },
  }));
  return { columns, rows };
}

async function copyAll(warehouse: Warehouse, lake: Lake, one: LandedSource): Promise<void> {
  const prefix = datasetPrefix(one.landing);
  const names: string[] = [];
  for await (const { key } of lake.list(prefix)) names.push(key.slice(prefix.length));
  if (names.length > 0) await warehouse.query(copyStatement(one, DATABASE, names));
}
