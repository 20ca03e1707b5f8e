import { temporaryIn } from '../../compat/catalog';
import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { ROW_TIMESTAMP_COLUMN } from '../query/star';
import { refuse, reject } from '../refusal';
import { scopeOf } from '../scope/scope';
import type { Expression, Name, Path } from '../syntax/ast';
import { widened } from '../query/whole-numbers';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { assignedQuery } from './assignment';
import { lasting } from './checks';
import { columnSql, commentsOf, sequenceOf, type ColumnDefinition } from './columns';
import { cloneTable, likeTable } from './copy-table';
import { counting } from './sequence';
import { ddl, ifNotExists, type Written } from './statement';
import { definitions, refuseTwice, withKeys } from './table-definitions';
import { tableOptions, type TableOptions } from './table-options';

const ROWS = '"CREATE$AS"';

export interface Head {
  readonly table: Path;
  readonly replace: boolean;
  readonly guarded: boolean;
  readonly temporary: boolean;
}

/** After CREATE [OR REPLACE] [TRANSIENT | TEMPORARY] TABLE. https://docs.snowflake.com/en/sql-reference/sql/create-table */
export function createTable(reader: Reader, env: Environment, replace: boolean, temporary: boolean): Written {
  let guarded = ifNotExists(reader);
  const table = reader.path();
  guarded ||= ifNotExists(reader);
  if (replace && guarded)
    reject('SQL compilation error: OR REPLACE and IF NOT EXISTS are not allowed together', reader.at);
  const head: Head = { table, replace, guarded, temporary };
  env.context?.creation?.(table.map(({ text }) => text));
  const written = tableOf(reader, env, head);
  const noted = temporary ? [temporaryIn(literal(table.at(-1)?.text ?? ''))] : [];
  return { ...written, statements: [...noted, ...written.statements] };
}

function tableOf(reader: Reader, env: Environment, head: Head): Written {
  const { table, temporary } = head;
  if (temporary && table.length > 1)
    refuse('A temporary table in a schema', table[0]?.at ?? 0, 'Leave out the schema, or make it TRANSIENT.');
  if (reader.take('LIKE')) return likeTable(reader, env, head);
  if (reader.take('CLONE')) return cloneTable(reader, env, head);
  if (reader.is('USING', 'TEMPLATE')) reader.refuse('USING TEMPLATE', 'Write the columns.');
  if (reader.is('FROM')) reader.refuse('CREATE TABLE FROM a backup or archive');
  const before = tableOptions(reader);
  if (untyped(reader)) return renamedQuery(reader, env, head, before);
  const { columns, constraints } = reader.is('(') ? definitions(reader) : { columns: [], constraints: [] };
  const options = merged(before, tableOptions(reader));
  const source = reader.take('AS') ? readQuery(reader) : undefined;
  if (!source && columns.length === 0) reader.unexpected('AS and a query');
  const keyed = withKeys(columns, constraints);
  const checks = constraints.flatMap(({ check }) => (check ? [check] : []));
  if (!source) return withColumns(head, keyed, checks, options, env);
  const compiled = env.query(source, env);
  if (columns.length === 0) return asQuery(head, compiled, source.at, options);
  if (head.guarded) refuse('CREATE TABLE IF NOT EXISTS with columns and a query', source.at);
  const created = withColumns(head, keyed, checks, options, env);
  const names = columns.map(({ column }) => name(column)).join(', ');
  const assigned = assignedQuery(
    compiled,
    columns.map(({ storage }) => storage),
  );
  if (!head.replace) return ddl(...created.statements, `INSERT INTO ${path(table)} (${names}) ${assigned}`);
  // The query may read the table that is replaced, so its rows are put aside first.
  if (reader.binds > 0) refuse('Placeholders with OR REPLACE, columns and a query', source.at);
  return ddl(
    `CREATE OR REPLACE TEMPORARY TABLE ${ROWS} AS ${assigned}`,
    ...created.statements,
    `INSERT INTO ${path(table)} (${names}) SELECT * FROM ${ROWS}`,
  );
}

const merged = (before: TableOptions, after: TableOptions): TableOptions => ({
  comment: after.comment ?? before.comment,
  rowTimestamp: after.rowTimestamp || before.rowTimestamp,
});

export const opening = ({ table, replace, guarded, temporary }: Head): string =>
  `CREATE ${replace ? 'OR REPLACE ' : ''}${temporary ? 'TEMPORARY ' : ''}TABLE ${guarded ? 'IF NOT EXISTS ' : ''}${path(table)}`;

const comment = (table: Path, options: TableOptions): readonly string[] =>
  options.comment === undefined ? [] : [`COMMENT ON TABLE ${path(table)} IS ${literal(options.comment)}`];

const STAMP = `"${ROW_TIMESTAMP_COLUMN}" TIMESTAMP WITH TIME ZONE`;

function withColumns(
  head: Head,
  columns: readonly ColumnDefinition[],
  checks: readonly Expression[],
  options: TableOptions,
  env: Environment,
): Written {
  const { table } = head;
  const sequences = columns.flatMap(({ column, identity }) => {
    if (!identity) return [];
    const sequence = sequenceOf(table, column.text);
    return [
      `CREATE OR REPLACE SEQUENCE ${sequence} ${counting(identity.start, identity.increment)}`,
      // DuckDB forgets where a sequence began once it is opened again.
      `COMMENT ON SEQUENCE ${sequence} IS 'START ${identity.start} ${identity.ordered ? 'ORDER' : 'NOORDER'}'`,
    ];
  });
  // A sequence cannot be replaced while the old table draws from it.
  const dropped = sequences.length > 0 && head.replace ? [`DROP TABLE IF EXISTS ${path(table)}`] : [];
  const cells = columns.map((definition) => columnSql(definition, table, columns, env));
  const known = columns.map(({ column, storage }) => ({ name: column.text, type: storage.type }));
  const inside = { ...env, scope: scopeOf([{ label: table.at(-1)?.text, columns: known }]) };
  cells.push(
    ...checks.map(
      (check) => `CHECK (${lasting(inside.expression(check, inside).text, 'A CHECK', check.at)})`,
    ),
  );
  if (options.rowTimestamp) cells.push(STAMP);
  return ddl(
    ...dropped,
    ...sequences,
    `${opening(head)} (${cells.join(', ')})`,
    ...comment(table, options),
    ...commentsOf(columns, table),
  );
}

function asQuery(head: Head, query: CompiledQuery, at: number, options: TableOptions): Written {
  const { text, columns } = widened(query);
  const seen = new Set<string>();
  for (const column of columns ?? []) refuseTwice(column.name, at, seen);
  const added = options.rowTimestamp ? [`ALTER TABLE ${path(head.table)} ADD COLUMN ${STAMP}`] : [];
  return ddl(`${opening(head)} AS ${text}`, ...added, ...comment(head.table, options));
}

/** `(a, b) AS …`: names without types. */
function untyped(reader: Reader): boolean {
  if (!reader.is('(')) return false;
  const after = reader.peek(2);
  return (
    ['word', 'quoted'].includes(reader.peek(1).kind) && after.kind === 'symbol' && /^[,)]$/.test(after.text)
  );
}

function renamedQuery(reader: Reader, env: Environment, head: Head, before: TableOptions): Written {
  const names: readonly Name[] = reader.parenthesized(() => reader.names());
  const options = merged(before, tableOptions(reader));
  reader.expect('AS');
  const source = readQuery(reader);
  const { text, columns } = widened(env.query(source, env));
  if (columns && columns.length !== names.length)
    reject(
      `002020 (21S01): SQL compilation error: column list of ${names.length} names for a query of ${columns.length} columns`,
      source.at,
    );
  if (!columns) refuse('Names without types for this query', source.at, 'Name the columns in the query.');
  const seen = new Set<string>();
  for (const { text: column, at } of names) refuseTwice(column, at, seen);
  const list = names.map(({ text: column }) => identifier(column)).join(', ');
  return ddl(
    `${opening(head)} AS SELECT * FROM (${text}) AS _SOURCE (${list})`,
    ...comment(head.table, options),
  );
}
