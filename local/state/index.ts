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
export async function openLocalStore(warehouse: Warehouse, now: () => Date): Promise<Store> {
  if (!(await isThere(warehouse))) {
    await warehouse.query(`create schema if not exists ${SCHEMA}`);
    await warehouse.query(
      `create table if not exists ${TABLE} as select '${CREATIONS}'::varchar as key, 0::number as version, ''::varchar as body, null::timestamp_ntz as updated_at`,
    );
  }
  const { get, list } = localStoreReader(warehouse);
  // Those of this process wait for each other: a run creates the states of many models at once.
  let created: Promise<unknown> = Promise.resolve();
  const createInTurn = (binds: readonly Cell[]): Promise<boolean> => {
    const turn = created.then(() => create(warehouse, binds));
    created = turn.catch(() => undefined);
    return turn;
  };
  return {
    get,
    list,
    async put(key, body, expected) {
      const text = JSON.stringify(body);
      const time = now().toISOString().slice(0, 23).replace('T', ' ');
      for (;;) {
        const current = expected ?? (await get(key))?.version ?? 0;
        const written =
          current === 0
            ? await createInTurn([key, text, time])
            : await update(warehouse, [text, time, key, current]);
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
    `update ${TABLE} set version = version + 1, body = ?, updated_at = ? where key = ? and version = ?`,
    { binds },
  );
  return rowsAffected === 1;
}

/** Other processes: some seconds of patience. */
const ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 100;

/** False where the key is there already. */
async function create(warehouse: Warehouse, binds: readonly Cell[]): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await warehouse.session();
    try {
      await session.query('begin');
      await session.query(`update ${TABLE} set version = version + 1 where key = '${CREATIONS}'`);
      const { rowsAffected } = await session.query(
        `insert into ${TABLE} (key, version, body, updated_at) select ?, 1, ?, ? where not exists (select 1 from ${TABLE} where key = ?)`,
        { binds: [...binds, binds[0] ?? null] },
      );
      await session.query('commit');
      return rowsAffected === 1;
    } catch (error: unknown) {
      // Another creation, of this item or of another, was first: what it left decides.
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
