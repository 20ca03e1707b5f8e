import type { Environment } from '../emit/environment';
import { name, path } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { aliased, relation } from '../query/relation';
import { refuse } from '../refusal';
import { scopeOf, type Member } from '../scope/scope';
import type { Alias, Expression, Name, Path } from '../syntax/ast';
import { expression, startsQuery } from '../syntax/expression';
import { alias as readAlias, from as readFrom } from '../syntax/from';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { assigned, assignedQuery, targetsOf, type Target } from './assignment';
import { insertAll } from './insert-all';
import { insertValues } from './insert-values';
import { refuseStamped } from './stamped';
import { dml, type Statement } from './statement';

/** A value on its way into a column; DEFAULT stays a word. */
export function valueSql(node: Expression, target: Target, env: Environment): string {
  return node.kind === 'default' ? 'DEFAULT' : assigned(env.expression(node, env), target);
}

/** https://docs.snowflake.com/en/sql-reference/sql/insert */
export const insert: Statement = (reader, env) => {
  reader.expect('INSERT');
  const overwrite = reader.take('OVERWRITE');
  if (reader.is('ALL') || reader.is('FIRST')) return insertAll(reader, env, overwrite);
  reader.expect('INTO');
  const table = reader.path();
  const columns = reader.is('(') && !startsQuery(reader) ? reader.parenthesized(() => reader.names()) : [];
  if (columns.length === 0)
    refuseStamped(table, 'INSERT without a list of columns into', env, 'List the columns.');
  const known = targetsOf(table, env);
  const targets =
    columns.length > 0 ? columns.map(({ text }) => known?.get(text)) : [...(known?.values() ?? [])];
  const source = insertSource(reader, targets, env);
  const list = columns.length > 0 ? ` (${columns.map(name).join(', ')})` : '';
  const statement = `INSERT INTO ${path(table)}${list} ${source}`;
  if (!overwrite) return dml(statement);
  if (reader.binds > 0) refuse('Placeholders with INSERT OVERWRITE', reader.at);
  // The query may read the table that is emptied, so its rows are put aside first.
  const aside = '"INSERT$OVERWRITE"';
  return dml(
    `CREATE OR REPLACE TEMPORARY TABLE ${aside} AS ${source.startsWith('VALUES') ? `SELECT * FROM (${source})` : source}`,
    `DELETE FROM ${path(table)}`,
    `INSERT INTO ${path(table)}${list} SELECT * FROM ${aside}`,
  );
};

function insertSource(reader: Reader, targets: readonly Target[], env: Environment): string {
  if (reader.take('VALUES')) return insertValues(reader, targets, env);
  return assignedQuery(env.query(readQuery(reader), env), targets);
}

export interface Assignment {
  readonly column: Name;
  readonly value: Expression;
}

/** `t.c = value, …` */
export function assignmentList(reader: Reader): readonly Assignment[] {
  return reader.list(() => {
    const column = reader.path().at(-1);
    reader.expect('=');
    if (!column) throw new Error('a path has a last part');
    const at = reader.at;
    return { column, value: reader.take('DEFAULT') ? { kind: 'default', at } : expression(reader) };
  });
}

/** DuckDB takes the column without its table. */
export function assignments(list: readonly Assignment[], table: Path, env: Environment): string {
  const targets = targetsOf(table, env);
  return list
    .map(({ column, value }) => `${name(column)} = ${valueSql(value, targets?.get(column.text), env)}`)
    .join(', ');
}

/** The table that a statement changes, among the relations whose columns it may name. */
export const targetMember = (table: Path, alias: Alias | undefined, env: Environment): Member => ({
  label: alias?.name.text ?? table.at(-1)?.text,
  columns: env.context?.columns(table.map((part) => part.text)),
});

const inSight = (members: readonly Member[], env: Environment): Environment => ({
  ...env,
  scope: scopeOf(members),
});

/** https://docs.snowflake.com/en/sql-reference/sql/update */
export const update: Statement = (reader, env) => {
  reader.expect('UPDATE');
  const table = reader.path();
  refuseStamped(table, 'UPDATE of', env, 'Insert new rows instead.');
  const target = reader.is('SET') ? undefined : readAlias(reader);
  reader.expect('SET');
  // What the new values may name stands behind them, in FROM.
  const values = assignmentList(reader);
  const source = reader.take('FROM') ? relation(readFrom(reader), env) : undefined;
  const inner = inSight([targetMember(table, target, env), ...(source?.members ?? [])], env);
  const set = assignments(values, table, inner);
  const from = source ? ` FROM ${source.text}` : '';
  return dml(`UPDATE ${path(table)}${aliased(target)} SET ${set}${from}${where(reader, inner)}`);
};

/** https://docs.snowflake.com/en/sql-reference/sql/delete */
export const remove: Statement = (reader, env) => {
  reader.expect('DELETE', 'FROM');
  const table = reader.path();
  const target = readAlias(reader);
  const source = reader.take('USING') ? relation(readFrom(reader), env) : undefined;
  const inner = inSight([targetMember(table, target, env), ...(source?.members ?? [])], env);
  const using = source ? ` USING ${source.text}` : '';
  return dml(`DELETE FROM ${path(table)}${aliased(target)}${using}${where(reader, inner)}`);
};

const where = (reader: Reader, env: Environment): string =>
  reader.take('WHERE') ? ` WHERE ${truth(env.expression(expression(reader), env), 'WHERE').text}` : '';
