import { LakehouseError } from '../../engine/errors';
import type { Warehouse } from '../../engine/warehouse/port';
import { connectOwner, type ConnectOptions } from './connect';

/** What can be asked twice without harm. */
export type Reading = Pick<Warehouse, 'traits' | 'query' | 'catalog' | 'columns' | 'changeTokens' | 'close'>;

export interface OnDemandOptions extends ConnectOptions {
  /** A connection that is older is let go of as soon as no answer is awaited on it. @default 5 s */
  readonly keptMilliseconds?: number;
}

/**
 * The local warehouse for a program that stays up for hours and reads now and then. It connects when it is asked and soon
 * lets go again, so that it keeps no owner from ending, nor one of another version from taking its place; where an owner has
 * ended, it asks the next one.
 */
export function readingOnDemand(home: string, options: OnDemandOptions = {}): Reading {
  let connection: Promise<Warehouse> | undefined;
  let opened = 0;
  let asked = 0;
  let letGo: NodeJS.Timeout | undefined;

  const leave = async (): Promise<void> => {
    clearTimeout(letGo);
    const left = connection;
    connection = undefined;
    // One that was never made, or is lost, needs no end.
    await left?.then((warehouse) => warehouse.close()).catch(() => undefined);
  };
  const once = async <T>(question: (warehouse: Warehouse) => Promise<T>): Promise<T> => {
    clearTimeout(letGo);
    asked += 1;
    if (!connection) opened = Date.now();
    const own = (connection ??= connectOwner(home, options));
    try {
      return await question(await own);
    } catch (e: unknown) {
      // LH8xx: the way to the database, not the question.
      const isLost = e instanceof LakehouseError && e.code.startsWith('LH8');
      if (isLost && connection === own) connection = undefined;
      throw e;
    } finally {
      asked -= 1;
      const left = opened + (options.keptMilliseconds ?? 5_000) - Date.now();
      if (asked === 0) letGo = setTimeout(() => void leave(), Math.max(left, 0)).unref();
    }
  };
  const ask = <T>(question: (warehouse: Warehouse) => Promise<T>): Promise<T> =>
    once(question).catch((e: unknown) => {
      if (e instanceof LakehouseError && e.code === 'LH804') return once(question);
      throw e;
    });
  return {
    traits: { incrementalPublish: 'transaction' },
    query: (sql, given) => ask((warehouse) => warehouse.query(sql, given)),
    catalog: () => ask((warehouse) => warehouse.catalog()),
    columns: (relation) => ask((warehouse) => warehouse.columns(relation)),
    changeTokens: (relations) => ask((warehouse) => warehouse.changeTokens(relations)),
    close: leave,
  };
}
