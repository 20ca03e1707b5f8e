import type { Environment } from '../emit/environment';
import { name, path } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { aliased, relation } from '../query/relation';
import { refuse } from '../refusal';
import type { Expression, Name, Path } from '../syntax/ast';
import { expression, startsQuery } from '../syntax/expression';
import { alias as readAlias, from as readFrom } from '../syntax/from';
import { query as readQuery, valueItem, valueRows } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { dml, type Statement } from './statement';

/** The values of an insert; DEFAULT stays a word. */
export function valueSql(node: Expression, env: Environment): string {
  return node.kind === 'default' ? 'DEFAULT' : env.expression(node, env).text;
}

/** The commit time of a row is the adapter's to write: no statement may fill or change the hidden column by accident. */
export function refuseStamped(table: Path, what: string, env: Environment, instead: string): void {
  if (env.context?.hasRowTimestamp(table.map((part) => part.text))) {
    refuse(`${what} a table with ROW_TIMESTAMP`, table[0]?.at ?? 0, instead);
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/insert */
export const insert: Statement = (reader, env) => {
  reader.expect('INSERT');
  if (reader.is('ALL') || reader.is('FIRST'))
    reader.refuse('INSERT into several tables', 'Write one INSERT a table.');
  const overwrite = reader.take('OVERWRITE');
  if (overwrite && reader.is('ALL')) reader.refuse('INSERT into several tables');
  reader.expect('INTO');
  const table = reader.path();
  const columns = reader.is('(') && !startsQuery(reader) ? reader.parenthesized(() => reader.names()) : [];
  if (columns.length === 0)
    refuseStamped(table, 'INSERT without a list of columns into', env, 'List the columns.');
  const source = insertSource(reader, env);
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

function insertSource(reader: Reader, env: Environment): string {
  if (reader.take('VALUES')) {
    const rows = valueRows(reader).map((row) => `(${row.map((item) => valueSql(item, env)).join(', ')})`);
    return `VALUES ${rows.join(', ')}`;
  }
  return env.query(readQuery(reader), env);
}

/** `t.c = value`: DuckDB takes the column without its table. */
export function assignments(reader: Reader, env: Environment): string {
  return reader
    .list(() => {
      const target = reader.path();
      reader.expect('=');
      const column: Name | undefined = target.at(-1);
      if (!column) throw new Error('a path has a last part');
      const value = reader.is('DEFAULT') ? valueItem(reader) : expression(reader);
      return `${name(column)} = ${valueSql(value, env)}`;
    })
    .join(', ');
}

/** https://docs.snowflake.com/en/sql-reference/sql/update */
export const update: Statement = (reader, env) => {
  reader.expect('UPDATE');
  const table = reader.path();
  refuseStamped(table, 'UPDATE of', env, 'Insert new rows instead.');
  const target = reader.is('SET') ? undefined : readAlias(reader);
  reader.expect('SET');
  const set = assignments(reader, env);
  const source = reader.take('FROM') ? ` FROM ${relation(readFrom(reader), env)}` : '';
  const where = reader.take('WHERE')
    ? ` WHERE ${truth(env.expression(expression(reader), env), 'WHERE').text}`
    : '';
  return dml(`UPDATE ${path(table)}${aliased(target)} SET ${set}${source}${where}`);
};

/** https://docs.snowflake.com/en/sql-reference/sql/delete */
export const remove: Statement = (reader, env) => {
  reader.expect('DELETE', 'FROM');
  const table = reader.path();
  const target = readAlias(reader);
  const source = reader.take('USING') ? ` USING ${relation(readFrom(reader), env)}` : '';
  const where = reader.take('WHERE')
    ? ` WHERE ${truth(env.expression(expression(reader), env), 'WHERE').text}`
    : '';
  return dml(`DELETE FROM ${path(table)}${aliased(target)}${source}${where}`);
};
