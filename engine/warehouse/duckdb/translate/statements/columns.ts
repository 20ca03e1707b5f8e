import { storage, type Storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { cast } from '../expressions/cast';
import { refuse } from '../refusal';
import type { Expression, Name, Path } from '../syntax/ast';
import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';
import { dataType } from '../syntax/types';

export interface ColumnDefinition {
  readonly column: Name;
  readonly storage: Storage;
  readonly notNull: boolean;
  readonly defaultValue?: Expression | undefined;
  readonly identity?: { readonly start: number; readonly increment: number } | undefined;
  readonly comment?: string | undefined;
}

/** One column of CREATE TABLE or ADD COLUMN. Keys are not enforced in Snowflake, so they are read and left out. */
export function columnDefinition(reader: Reader): ColumnDefinition {
  const column = reader.name();
  const type = storage(dataType(reader));
  let notNull = false;
  let defaultValue: Expression | undefined;
  let identity: ColumnDefinition['identity'];
  let comment: string | undefined;
  for (;;) {
    if (reader.take('NOT', 'NULL')) notNull = true;
    else if (reader.take('NULL')) notNull = false;
    else if (reader.take('DEFAULT')) defaultValue = expression(reader);
    else if (reader.is('AUTOINCREMENT') || reader.is('IDENTITY')) identity = autoIncrement(reader);
    else if (reader.take('COMMENT')) {
      reader.take('=');
      comment = reader.string();
    } else if (keyConstraint(reader)) notNull ||= lastWasPrimary(reader);
    else break;
  }
  if (reader.is('MASKING') || reader.is('WITH') || reader.is('TAG'))
    reader.refuse('A policy or tag on a column');
  return { column, storage: type, notNull, defaultValue, identity, comment };
}

const lastWasPrimary = (reader: Reader): boolean =>
  / primary\s+key\s*$/i.test(reader.text.slice(0, reader.at));

/** PRIMARY KEY, UNIQUE, REFERENCES after a column, with their properties. */
function keyConstraint(reader: Reader): boolean {
  if (reader.take('CONSTRAINT')) reader.name();
  if (reader.take('PRIMARY', 'KEY') || reader.take('UNIQUE')) return properties(reader);
  if (reader.take('FOREIGN', 'KEY')) return true;
  if (!reader.take('REFERENCES')) return false;
  reader.path();
  if (reader.is('(')) reader.parenthesized(() => reader.names());
  return properties(reader);
}

function properties(reader: Reader): true {
  while (
    [
      'ENFORCED',
      'DEFERRABLE',
      'INITIALLY',
      'DEFERRED',
      'IMMEDIATE',
      'ENABLE',
      'DISABLE',
      'VALIDATE',
      'NOVALIDATE',
      'RELY',
      'NORELY',
    ].some((word) => reader.take(word))
  ) {
    // Each is a word of its own.
  }
  reader.take('NOT', 'ENFORCED');
  return true;
}

/** `CONSTRAINT n PRIMARY KEY (a, b)` and the like between the columns. Columns of a primary key are NOT NULL. */
export function tableConstraint(reader: Reader): { readonly primaryKey: readonly Name[] } | undefined {
  if (!['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN'].some((word) => reader.is(word))) return undefined;
  if (reader.take('CONSTRAINT')) reader.name();
  if (reader.take('PRIMARY', 'KEY')) {
    const primaryKey = reader.parenthesized(() => reader.names());
    properties(reader);
    return { primaryKey };
  }
  if (reader.take('FOREIGN', 'KEY')) {
    reader.parenthesized(() => reader.names());
    reader.expect('REFERENCES');
    reader.path();
    if (reader.is('(')) reader.parenthesized(() => reader.names());
  } else {
    reader.expect('UNIQUE');
    reader.parenthesized(() => reader.names());
  }
  properties(reader);
  return { primaryKey: [] };
}

function autoIncrement(reader: Reader): { readonly start: number; readonly increment: number } {
  reader.next();
  let [start, increment] = [1, 1];
  if (reader.take('(')) {
    start = reader.number();
    reader.expect(',');
    increment = reader.number();
    reader.expect(')');
  } else {
    if (reader.take('START')) start = (reader.take('WITH'), reader.take('='), reader.number());
    if (reader.take('INCREMENT')) increment = (reader.take('BY'), reader.take('='), reader.number());
  }
  if (!reader.take('ORDER')) reader.take('NOORDER');
  return { start, increment };
}

/** The sequence behind an AUTOINCREMENT column, beside its table. */
export const sequenceOf = (table: Path, column: Name): string =>
  [...table.slice(0, -1).map(name), identifier(`${table.at(-1)?.text ?? ''}$${column.text}`)].join('.');

/** VARCHAR(n) holds no longer text: Snowflake refuses it, DuckDB would not look. */
export function columnSql(definition: ColumnDefinition, table: Path, env: Environment): string {
  const { column, storage: type, notNull, defaultValue, identity } = definition;
  const parts = [name(column), type.sql];
  if (identity) parts.push(`DEFAULT nextval(${literal(sequenceOf(table, column))})`);
  else if (defaultValue) {
    if (defaultValue.kind === 'column')
      refuse('A sequence as a default', defaultValue.at, 'Use AUTOINCREMENT.');
    parts.push(`DEFAULT ${cast(env.expression(defaultValue, env), type).text}`);
  }
  if (notNull) parts.push('NOT NULL');
  if (type.length !== undefined) parts.push(`CHECK (length(${name(column)}) <= ${type.length})`);
  return parts.join(' ');
}

export const commentsOf = (definitions: readonly ColumnDefinition[], table: Path): readonly string[] =>
  definitions.flatMap(({ column, comment }) =>
    comment === undefined ? [] : [`COMMENT ON COLUMN ${path(table)}.${name(column)} IS ${literal(comment)}`],
  );
