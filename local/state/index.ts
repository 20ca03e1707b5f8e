import { setTimeout as sleep } from 'node:timers/promises';
import { LakehouseError } from '../../engine/errors';
import type { Json } from '../../engine/project/types';
import type { Item, Store } from '../../engine/run/store';
import type { Cell, Warehouse } from '../../engine/warehouse/port';

const SCHEMA = 'LAKEHOUSE.LAKEHOUSE';
const TABLE = `${SCHEMA}.STATE`;

/**
 * A row that every creation of an item touches. Snowflake SQL has no enforced key, so two that create the same item
 * at once must collide elsewhere: the engine lets only one open transaction update this row.
 */
const CREATIONS = '.creations';

/**
 * Run state in a table of the local database. In the cloud a DynamoDB table takes its place, since a run with nothing
 * to do must not start a warehouse.
 */
export async function openLocalStore(warehouse: Warehouse): Promise<Store> {
  if (!(await isThere(warehouse))) {
    await warehouse.query(`create schema if not exists ${SCHEMA}`);
    await warehouse.query(
      `create table if not exists ${TABLE} as select '${CREATIONS}'::varchar as key, 0::number as version, ''::varchar as body`,
    );
  }
  const { get, list } = localStoreReader(warehouse);
  const create = creations(warehouse);
  return {
    get,
    list,
    async put(key, body, expected) {
      const text = JSON.stringify(body);
      for (;;) {
        const current = expected ?? (await get(key))?.version ?? 0;
        const written =
          current === 0 ? await create({ key, text }) : await update(warehouse, [text, key, current]);
        if (written) return current + 1;
        if (expected !== undefined) return undefined;
      }
    },
    async clear(prefix) {
      await warehouse.query(`delete from ${TABLE} where startswith(key, ?) and key <> '${CREATIONS}'`, {
        binds: [prefix],
      });
    },
  };
}

/** The same state for those who only read it, once it has been opened. */
export function localStoreReader(warehouse: Pick<Warehouse, 'query'>): Pick<Store, 'get' | 'list'> {
  return {
    async get(key) {
      const { rows } = await warehouse.query(`select key, version, body from ${TABLE} where key = ?`, {
        binds: [key],
      });
      return rows.map(itemOf)[0];
    },
    async list(prefix) {
      const { rows } = await warehouse.query(
        `select key, version, body from ${TABLE} where startswith(key, ?) and key <> '${CREATIONS}' order by key`,
        { binds: [prefix] },
      );
      return rows.map(itemOf);
    },
  };
}

async function isThere(warehouse: Warehouse): Promise<boolean> {
  const found = await warehouse.columns({ database: 'LAKEHOUSE', schema: 'LAKEHOUSE', name: 'STATE' });
  return found !== undefined;
}

async function update(warehouse: Warehouse, binds: readonly Cell[]): Promise<boolean> {
  const { rowsAffected } = await warehouse.query(
    `update ${TABLE} set version = version + 1, body = ? where key = ? and version = ?`,
    { binds },
  );
  return rowsAffected === 1;
}

interface Creation {
  readonly key: string;
  readonly text: string;
}

/**
 * Creates one item; false where the key is there already. Those of this process that come while one is under way go
 * together in the next transaction: a run creates the states of many models at once.
 */
function creations(warehouse: Warehouse): (one: Creation) => Promise<boolean> {
  let next: { readonly items: Creation[]; readonly created: Promise<readonly boolean[]> } | undefined;
  let before: Promise<unknown> = Promise.resolve();
  return async (one) => {
    if (next === undefined) {
      const items: Creation[] = [];
      const created = before.then(() => {
        next = undefined;
        return createAll(warehouse, items);
      });
      before = created.catch(() => undefined);
      next = { items, created };
    }
    const place = next.items.push(one) - 1;
    return (await next.created)[place] === true;
  };
}

/** Other processes: some seconds of patience. */
const ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 100;

/** All in one transaction. False for a key that is there already, or came twice. */
async function createAll(warehouse: Warehouse, items: readonly Creation[]): Promise<readonly boolean[]> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await warehouse.session();
    try {
      await session.query('begin');
      await session.query(`update ${TABLE} set version = version + 1 where key = '${CREATIONS}'`);
      const keys = items.map(({ key }) => key);
      const { rows } = await session.query(
        `select key from ${TABLE} where key in (${keys.map(() => '?').join(', ')})`,
        { binds: keys },
      );
      const known = new Set(rows.map(([key]) => key));
      const isNew = keys.map((key, place) => !known.has(key) && keys.indexOf(key) === place);
      const created = items.filter((_item, place) => isNew[place]);
      if (created.length > 0)
        await session.query(
          // As a query: DuckDB plans placeholders in VALUES for much longer.
          `insert into ${TABLE} (key, version, body) ${created.map(() => 'select ?, 1, ?').join(' union all ')}`,
          { binds: created.flatMap(({ key, text }) => [key, text]) },
        );
      await session.query('commit');
      return isNew;
    } catch (error: unknown) {
      // Another process created something: what it left decides.
      if (!(error instanceof LakehouseError) || !isConflict(error) || attempt >= ATTEMPTS) throw error;
    } finally {
      await session.close();
    }
    await sleep(Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
}

/** Any other failure would only be repeated. */
const isConflict = ({ message }: LakehouseError): boolean => /conflict/i.test(message);

function itemOf(row: readonly Cell[]): Item {
  const [key, version, body] = row;
  return { key: String(key), version: Number(version), body: JSON.parse(String(body)) as Json };
}
