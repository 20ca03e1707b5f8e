import { columnStorage, type Storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse, reject } from '../refusal';
import { scopeOf } from '../scope/scope';
import { sequencePath } from '../expressions/sequence';
import type { Expression, Name, Path } from '../syntax/ast';
import { NO_COLUMN_NAMES } from '../syntax/column-names';
import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';
import { dataType } from '../syntax/types';
import { assigned } from './assignment';
import { checksOf, lasting } from './checks';
import { inlineConstraint, type Key } from './constraints';
import { signedAmount } from './sequence';
import { skipTags } from './table-options';

interface Identity {
  readonly start: number;
  readonly increment: number;
  readonly ordered: boolean;
}

export interface ColumnDefinition {
  readonly column: Name;
  readonly storage: Storage;
  readonly notNull: boolean;
  readonly defaultValue?: Expression | undefined;
  /** The default as it was written. */
  readonly defaultSource?: string | undefined;
  readonly identity?: Identity | undefined;
  readonly comment?: string | undefined;
  readonly key?: Key | undefined;
  readonly check?: Expression | undefined;
  /** A virtual column: its values are computed where they are read. */
  readonly virtual?: Expression | undefined;
}

/** One column of CREATE TABLE or ADD COLUMN. */
export function columnDefinition(reader: Reader): ColumnDefinition {
  const column = reader.name();
  if (!column.quoted && NO_COLUMN_NAMES.has(column.text))
    reject(`001003 (42000): SQL compilation error: syntax error, unexpected '${column.text}'`, column.at);
  let definition: ColumnDefinition = { column, storage: columnStorage(dataType(reader)), notNull: false };
  for (;;) {
    const { at } = reader;
    if (reader.take('NOT', 'NULL')) definition = { ...definition, notNull: true };
    else if (reader.take('NULL')) continue;
    else if (reader.take('DEFAULT')) {
      const from = reader.at;
      const defaultValue = expression(reader);
      definition = { ...definition, defaultValue, defaultSource: reader.source(from) };
    } else if (reader.is('AUTOINCREMENT') || reader.is('IDENTITY'))
      definition = { ...definition, identity: autoIncrement(reader) };
    else if (reader.take('COMMENT')) {
      reader.take('=');
      definition = { ...definition, comment: reader.string() };
    } else if (reader.take('GENERATED', 'ALWAYS', 'AS', '(') || reader.take('AS', '(')) {
      definition = { ...definition, virtual: expression(reader) };
      reader.expect(')');
      reader.take('VIRTUAL');
    } else if (!skipTags(reader)) {
      const constraint = inlineConstraint(reader);
      if (!constraint) break;
      const { key, check } = constraint;
      if (check && definition.check) refuse('Two CHECKs on a column', at, 'Join them with AND.');
      definition = {
        ...definition,
        key: key ?? definition.key,
        check: check ?? definition.check,
        notNull: definition.notNull || key === 'PRIMARY KEY',
      };
    }
  }
  if (reader.is('MASKING') || reader.is('PROJECTION') || reader.is('WITH'))
    reader.refuse('A policy on a column');
  return definition;
}

function autoIncrement(reader: Reader): Identity {
  reader.next();
  let [start, increment] = [1, 1];
  if (reader.take('(')) {
    start = signedAmount(reader);
    reader.expect(',');
    increment = signedAmount(reader);
    reader.expect(')');
  } else {
    if (reader.take('START')) start = signedAmount(reader, 'WITH');
    if (reader.take('INCREMENT')) increment = signedAmount(reader, 'BY');
  }
  const ordered = reader.take('ORDER');
  if (!ordered) reader.take('NOORDER');
  return { start, increment, ordered };
}

/** The sequence behind an AUTOINCREMENT column, beside its table. */
export const sequenceOf = (table: Path, column: string): string =>
  [...table.slice(0, -1).map(name), identifier(`${table.at(-1)?.text ?? ''}$${column}`)].join('.');

/** A column of a table whose columns are these. */
export function columnSql(
  definition: ColumnDefinition,
  table: Path,
  all: readonly ColumnDefinition[],
  env: Environment,
): string {
  const { column, storage: type, notNull, defaultValue, identity, virtual, check } = definition;
  const label = table.at(-1)?.text;
  const columns = all.map((one) => ({ name: one.column.text, type: one.storage.type }));
  const inside: Environment = { ...env, scope: scopeOf([{ label, columns }]) };
  const parts = [name(column), type.sql];
  if (virtual)
    parts.push(
      `GENERATED ALWAYS AS (${lasting(assigned(inside.expression(virtual, inside), type), 'A virtual column', virtual.at)}) VIRTUAL`,
    );
  else if (identity) parts.push(`DEFAULT nextval(${literal(sequenceOf(table, column.text))})`);
  else if (defaultValue) parts.push(`DEFAULT ${defaultSql(defaultValue, type, env)}`);
  if (notNull) parts.push('NOT NULL');
  for (const text of checksOf(column.text, type, definition.key)) parts.push(`CHECK (${text})`);
  if (check) parts.push(`CHECK (${lasting(inside.expression(check, inside).text, 'A CHECK', check.at)})`);
  return parts.join(' ');
}

function defaultSql(node: Expression, type: Storage, env: Environment): string {
  if (node.kind === 'column' && !sequencePath(node.path))
    refuse('A default that names a column', node.at, 'Use a virtual column: name type AS (expression).');
  return lasting(assigned(env.expression(node, env), type), 'A default', node.at);
}

export const commentsOf = (definitions: readonly ColumnDefinition[], table: Path): readonly string[] =>
  definitions.flatMap(({ column, comment }) =>
    comment === undefined ? [] : [`COMMENT ON COLUMN ${path(table)}.${name(column)} IS ${literal(comment)}`],
  );
