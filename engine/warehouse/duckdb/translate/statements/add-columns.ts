import type { Environment } from '../emit/environment';
import { name } from '../emit/identifier';
import { refuse, reject } from '../refusal';
import type { Expression, Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import type { TableDefinition } from '../types';
import { assigned } from './assignment';
import { checksOf } from './checks';
import { columnDefinition, columnSql, commentsOf, type ColumnDefinition } from './columns';
import { rebuilt, refuseVirtual } from './definition';
import { ddl, ifNotExists, nothing, type Written } from './statement';

/** https://docs.snowflake.com/en/sql-reference/sql/alter-table: ADD COLUMN. */
export function addColumns(reader: Reader, env: Environment, table: Path, head: string): Written {
  reader.take('COLUMN');
  const guarded = ifNotExists(reader);
  const added = reader.list(() => {
    reader.take('COLUMN');
    return columnDefinition(reader);
  });
  for (const { identity, column, virtual } of added) {
    if (identity) refuse('ADD COLUMN with AUTOINCREMENT', column.at, 'Create the table with it.');
    if (virtual) refuse('ADD COLUMN of a virtual column', column.at, 'Create the table with it.');
  }
  added.forEach(checkDefault);
  const known = env.context?.definition?.(table.map(({ text }) => text));
  const existing = new Set(known?.columns.map((column) => column.name));
  const fresh = guarded ? added.filter(({ column }) => !existing.has(column.text)) : added;
  const [only] = fresh;
  if (!only) return nothing;
  if (fresh.length === 1 && (isPlain(only) || !known)) {
    const cell = columnSql(isPlain(only) ? only : { ...only, notNull: false }, table, added, env);
    return ddl(`${head} ADD COLUMN ${guarded ? 'IF NOT EXISTS ' : ''}${cell}`, ...commentsOf(added, table));
  }
  // A table that is not there: the first statement says so.
  if (!known)
    return ddl(...fresh.map(({ column, storage }) => `${head} ADD COLUMN ${name(column)} ${storage.sql}`));
  refuseVirtual(known, 'ADD COLUMN to', table[0]?.at ?? 0);
  return ddl(...rebuilt(table, extended(known, fresh, env), filled(fresh)), ...commentsOf(added, table));
}

const isPlain = ({ column, storage, notNull, key, check }: ColumnDefinition): boolean =>
  !notNull && !check && checksOf(column.text, storage, key).length === 0;

/** Rows that are there get the default; '' leaves a column out, so that it does. */
const filled = (fresh: readonly ColumnDefinition[]): ReadonlyMap<string, string> =>
  new Map(fresh.map(({ column }) => [column.text, '']));

function extended(
  known: TableDefinition,
  fresh: readonly ColumnDefinition[],
  env: Environment,
): TableDefinition {
  const taken = fresh.find(({ column }) => known.columns.some((old) => old.name === column.text));
  if (taken)
    reject(
      `001430 (42601): SQL compilation error: column '${taken.column.text}' already exists`,
      taken.column.at,
    );
  return {
    ...known,
    columns: [
      ...known.columns,
      ...fresh.map(({ column, storage, notNull, defaultValue }) => ({
        name: column.text,
        type: storage.sql,
        notNull,
        defaultValue: defaultValue && assigned(env.expression(defaultValue, env), storage),
      })),
    ],
    checks: [
      ...known.checks,
      ...fresh.flatMap(({ column, storage, key }) =>
        checksOf(column.text, storage, key).map((text) => ({
          text: `CHECK (${text})`,
          columns: [column.text],
        })),
      ),
    ],
  };
}

/** A default that is added has to be a literal of the column's type. */
function checkDefault({ defaultValue, defaultSource, storage, column }: ColumnDefinition): void {
  if (!defaultValue) return;
  const type = literalType(defaultValue);
  if (type === undefined)
    reject(
      `002263 (22000): SQL compilation error: Invalid column default expression [${defaultSource ?? ''}]`,
      defaultValue.at,
    );
  const numeric = storage.type === 'integer' || storage.type === 'number' || storage.type === 'float';
  const fits = type === 'null' || type === storage.type || (type === 'number' && numeric);
  if (!fits)
    reject(
      `002023 (22000): SQL compilation error: Expression type does not match column data type for column ${column.text}`,
      defaultValue.at,
    );
}

function literalType(node: Expression): 'number' | 'text' | 'boolean' | 'null' | undefined {
  if (node.kind === 'number') return 'number';
  if (node.kind === 'string') return 'text';
  if (node.kind === 'boolean' || node.kind === 'null') return node.kind;
  return node.kind === 'unary' && node.operator !== 'NOT' ? literalType(node.operand) : undefined;
}
