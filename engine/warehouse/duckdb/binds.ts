import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  SQLNULL,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell } from '../port';

/** A bound value with the DuckDB type that compares as Snowflake's would. */
export function bind(value: Cell): { readonly value: DuckDBValue; readonly type: DuckDBType } {
  switch (typeof value) {
    case 'boolean':
      return { value, type: BOOLEAN };
    case 'number':
      return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE };
    case 'string':
      return { value, type: VARCHAR };
    default:
      return { value: null, type: SQLNULL };
  }
}
