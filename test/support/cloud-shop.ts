import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  deployedWorkspace,
  turn,
  type Memory,
  type Turn,
  type TurnContext,
} from '../../engine/orchestration';
import type { Target } from '../../engine/project/types';
import { openDuckdb } from '../../engine/warehouse/duckdb';
import { translate } from '../../engine/warehouse/duckdb/translate';
import { openSnowflake } from '../../engine/warehouse/snowflake';
import type { AsyncWarehouse } from '../../engine/warehouse/statements';
import type { Store } from '../../engine/run';
import { memoryStore } from './memory-store';
import { small, type Small } from './small-project';
import { snowflakeStandIn } from './snowflake-server';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

export interface Disturbed {
  readonly store?: Store;
  readonly warehouse?: (warehouse: AsyncWarehouse) => AsyncWarehouse;
}

/**
 * A small project in an environment: Snowflake's driver over its stand-in, a local database behind it, turns in place
 * of a state machine.
 */
export async function openCloudShop(setup: readonly string[] = []) {
  let time = Date.parse('2026-01-02T03:04:05Z');
  const now = (): Date => new Date(time);
  const behind = await openDuckdb({ path: ':memory:', translate, clock: () => new Date((time += 1_000)) });
  for (const sql of ['create schema LAKEHOUSE.BRONZE', ...setup]) await behind.query(sql);
  const server = await snowflakeStandIn(behind);
  const store = memoryStore();
  const opened: AsyncWarehouse[] = [];
  let runs = 0;

  const open = async (): Promise<AsyncWarehouse> => {
    const warehouse = await openSnowflake({
      account: 'acme-shop',
      user: 'LAKEHOUSE',
      database: 'LAKEHOUSE',
      accessUrl: server.url,
      authentication: { kind: 'key-pair', privateKey },
    });
    opened.push(warehouse);
    return warehouse;
  };

  /** What a function is given: one that is new remembers nothing and logs in anew. */
  const contextOf = (spec: Small, disturbed: Disturbed = {}): TurnContext => {
    const memory: Memory = {};
    const { project, graph, compiler } = small(spec);
    const over = disturbed.store ?? store;
    let warehouse: Promise<AsyncWarehouse> | undefined;
    const session = (): Promise<AsyncWarehouse> =>
      (warehouse ??= open().then((one) => disturbed.warehouse?.(one) ?? one));
    const target: Target = {
      ...{ name: 'dev', type: 'snowflake', database: 'LAKEHOUSE', schema: 'PUBLIC' },
      ...{ threads: 2, vars: {}, env: {} },
    };
    return {
      store: over,
      warehouse: session,
      workspace: async () =>
        deployedWorkspace(
          { project, graph, compiler, target },
          { warehouse: await session(), store: over, now, random: () => `R${(runs += 1)}` },
        ),
      database: 'LAKEHOUSE',
      threads: 2,
      now,
      sleep: async (ms) => {
        time += ms;
        await sleep(1);
      },
      requestId: () => randomUUID(),
      onEvent: () => undefined,
      tickMs: 20_000,
      arrivalMs: 300_000,
      settleMs: 0,
      pauseMs: 0,
      memory,
    };
  };

  /** An execution of the machine: turns, and waits in between, until one says that it is done. */
  const execute = async (
    spec: Small,
    execution: string,
    context: (attempt: number) => TurnContext = () => contextOf(spec),
  ): Promise<Extract<Turn, { next: 'done' }>> => {
    for (let tick = 0, attempt = 0; ;) {
      const found = await turn(context(attempt), execution, tick === 0).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        // The machine calls again a while later.
        time += 15_000;
        attempt += 1;
        return undefined;
      });
      if (found?.next === 'done') return found;
      if (!found) continue;
      tick += 1;
      time += found.seconds * 1_000;
    }
  };

  return {
    ...{ behind, server, store, contextOf, execute, now },
    later: (ms: number) => (time += ms),
    rows: async (sql: string) => (await behind.query(sql)).rows,
    live: async () => {
      const names = (await behind.catalog())
        .map(({ schema, name }) => `${schema}.${name}`)
        .filter((name) => name.startsWith('SHOP.') && !name.includes('__'))
        .sort();
      const tables = names.map(async (name) => [
        name,
        (await behind.query(`select * from LAKEHOUSE.${name} order by 1`)).rows,
      ]);
      return Promise.all(tables);
    },
    close: async () => {
      for (const warehouse of opened) await warehouse.close();
      await server.close();
      await behind.close();
    },
  };
}

export type CloudShop = Awaited<ReturnType<typeof openCloudShop>>;

/** A process that dies. */
export class Crash extends Error {}
