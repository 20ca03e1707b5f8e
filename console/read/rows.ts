import type { Result } from '../../engine/warehouse/port';
import type { Rows } from '../api';

/** A result of which one row more than `limit` was asked for. Names as models write them: lower case unless quoted. */
export function limitedRows({ columns, rows }: Result, limit: number): Rows {
  return {
    columns: columns.map(({ name, kind }) => ({
      name: name === name.toUpperCase() ? name.toLowerCase() : name,
      kind,
    })),
    rows: rows.slice(0, limit),
    more: rows.length > limit,
  };
}
