import type { Json } from '../../engine/project/types';
import type { Item, Store } from '../../engine/run/store';
import { LakehouseError } from '../../engine/errors';
import type { Cell, Warehouse } from '../../engine/warehouse/port';

const SCHEMA = 'LAKEHOUSE.LAKEHOUSE';
const TABLE = `${SCHEMA}.STATE`;

/**
 * Run state in a table of the local database. In the cloud a DynamoDB table takes its place, since a run with nothing
 * to do must not start a warehouse.
 */
export async function openLocalStore(warehouse: Warehouse, now: () => Date): Promise<Store> {
  if (!(await isThere(warehouse))) {
    await warehouse.query(`create schema if not exists ${SCHEMA}`);
    await warehouse.query(
      `create table if not exists ${TABLE} (key varchar primary key, version number, body varchar, updated_at timestamp_ntz)`,
    );
  }
  const get = async (key: string): Promise<Item | undefined> => {
    const { rows } = await warehouse.query(`select key, version, body from ${TABLE} where key = ?`, {
      binds: [key],
    });
    return rows.map(itemOf)[0];
  };
  return {
    get,
    async list(prefix) {
      const { rows } = await warehouse.query(
        `select key, version, body from ${TABLE} where startswith(key, ?) order by key`,
        { binds: [prefix] },
      );
      return rows.map(itemOf);
    },
    async put(key, body, expected) {
      const text = JSON.stringify(body);
      const time = now().toISOString().slice(0, 23).replace('T', ' ');
      for (;;) {
        const current = expected ?? (await get(key))?.version ?? 0;
        const written =
          current === 0
            ? await insert(warehouse, [key, text, time, key])
            : await update(warehouse, [text, time, key, current]);
        if (written) return current + 1;
        if (expected !== undefined) return undefined;
      }
    },
    async clear(prefix) {
      await warehouse.query(`delete from ${TABLE} where startswith(key, ?)`, { binds: [prefix] });
    },
  };
}

async function isThere(warehouse: Warehouse): Promise<boolean> {
  const found = await warehouse.columns({ database: 'LAKEHOUSE', schema: 'LAKEHOUSE', name: 'STATE' });
  return found !== undefined;
}

function update(warehouse: Warehouse, binds: readonly Cell[]): Promise<boolean> {
  return wrote(
    warehouse,
    `update ${TABLE} set version = version + 1, body = ?, updated_at = ? where key = ? and version = ?`,
    binds,
  );
}

/** The primary key decides between two that insert at the same time. */
async function insert(warehouse: Warehouse, binds: readonly Cell[]): Promise<boolean> {
  const [key] = binds;
  try {
    return await wrote(
      warehouse,
      `insert into ${TABLE} (key, version, body, updated_at) select ?, 1, ?, ? where not exists (select 1 from ${TABLE} where key = ?)`,
      binds,
    );
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    const { rows } = await warehouse.query(`select 1 from ${TABLE} where key = ?`, { binds: [key ?? null] });
    if (rows.length === 0) throw error;
    return false;
  }
}

async function wrote(warehouse: Warehouse, sql: string, binds: readonly Cell[]): Promise<boolean> {
  return (await warehouse.query(sql, { binds })).rowsAffected === 1;
}

function itemOf(row: readonly Cell[]): Item {
  const [key, version, body] = row;
  return { key: String(key), version: Number(version), body: JSON.parse(String(body)) as Json };
}
