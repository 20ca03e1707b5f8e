import { storage, type Storage } from '../emit/data-type';
import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { simple, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { cast } from '../expressions/cast';
import { ROW_TIMESTAMP_COLUMN } from '../query/star';
import type { Path } from '../syntax/ast';

/** A column that is written to; undefined where its type is not known. */
export type Target = Storage | undefined;

const DECIMAL = /^DECIMAL\((\d+),(\d+)\)$/;

/** What a column of a table is stored as, out of DuckDB's name for it. */
export function storageOf(type: Type, stored: string | undefined): Target {
  if (stored === undefined || type === 'unknown') return undefined;
  const [, precision, scale] = DECIMAL.exec(stored) ?? [];
  if (precision !== undefined)
    return storage({ name: 'NUMBER', parameters: [Number(precision), Number(scale)], at: 0 });
  return { sql: stored, type };
}

/** The targets of an insert or update by column name, hidden ones left out; undefined where the table is not known. */
export function targetsOf(table: Path, env: Environment): ReadonlyMap<string, Target> | undefined {
  const columns = env.context?.columns(table.map((part) => part.text));
  return (
    columns &&
    new Map(
      columns
        .filter(({ name }) => name !== ROW_TIMESTAMP_COLUMN)
        .map(({ name, type, stored }) => [name, storageOf(type, stored)]),
    )
  );
}

/** DuckDB's own conversion of these is Snowflake's. */
const WIDENS: Readonly<Partial<Record<Type, readonly Type[]>>> = {
  integer: ['number', 'float'],
  number: ['number'],
  array: ['variant'],
  object: ['variant'],
};

const converts = (from: Type, target: Target): boolean =>
  target !== undefined && from !== 'null' && from !== target.type && !WIDENS[from]?.includes(target.type);

/**
 * A value in a column of another type: Snowflake casts it by its rules, so the cast is written out where DuckDB's
 * differ. A text in a VARIANT column becomes a VARIANT text, where DuckDB would parse it; 2.5::float becomes 3, not 2.
 * https://docs.snowflake.com/en/sql-reference/data-type-conversion
 */
export const assigned = (value: Sql, target: Target): string =>
  target && converts(value.type, target) ? cast(value, target).text : value.text;

/** The same for every column of a query. */
export function assignedQuery({ text, columns }: CompiledQuery, targets: readonly Target[]): string {
  if (!columns || columns.length !== targets.length) return text;
  if (!columns.some(({ type }, index) => converts(type, targets[index]))) return text;
  const names = columns.map((_column, index) => identifier(`VALUE$${index + 1}`));
  const cells = columns.map(({ type }, index) =>
    assigned(simple(names[index] ?? '', type, 0), targets[index]),
  );
  return `SELECT ${cells.join(', ')} FROM (${text}) AS _SOURCE (${names.join(', ')})`;
}
