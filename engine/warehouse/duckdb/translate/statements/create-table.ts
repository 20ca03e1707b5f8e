import type { Environment } from '../emit/environment';
import { name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { ROW_TIMESTAMP_COLUMN } from '../query/star';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { assignedQuery } from './assignment';
import {
  columnDefinition,
  columnSql,
  commentsOf,
  sequenceOf,
  tableConstraint,
  type ColumnDefinition,
} from './columns';
import { ddl, ifNotExists, type Written } from './statement';
import { tableOptions, type TableOptions } from './table-options';

interface Head {
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
  const head: Head = { table, replace, guarded, temporary };
  if (temporary && table.length > 1)
    refuse('A temporary table in a schema', table[0]?.at ?? 0, 'Leave out the schema, or make it TRANSIENT.');
  if (reader.take('LIKE')) return like(reader, head);
  if (reader.take('CLONE')) return clone(reader, head);
  const { columns, primaryKey } = reader.is('(') ? definitions(reader) : { columns: [], primaryKey: [] };
  const options = tableOptions(reader);
  const source = reader.take('AS') ? readQuery(reader) : undefined;
  if (!source && columns.length === 0) reader.unexpected('AS and a query');
  if (!source) return withColumns(head, notNullKeys(columns, primaryKey), options, env);
  const compiled = env.query(source, env);
  if (columns.length === 0) return asQuery(head, compiled.text, options);
  if (head.guarded) refuse('CREATE TABLE IF NOT EXISTS with columns and a query', source.at);
  const created = withColumns(head, notNullKeys(columns, primaryKey), options, env);
  const names = columns.map(({ column }) => name(column)).join(', ');
  const assigned = assignedQuery(
    compiled,
    columns.map(({ storage }) => storage),
  );
  return ddl(...created.statements, `INSERT INTO ${path(table)} (${names}) ${assigned}`);
}

function definitions(reader: Reader): {
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
} {
  const columns: ColumnDefinition[] = [];
  const primaryKey: string[] = [];
  reader.parenthesized(() =>
    reader.list(() => {
      const constraint = tableConstraint(reader);
      if (constraint) primaryKey.push(...constraint.primaryKey.map((column) => column.text));
      else columns.push(columnDefinition(reader));
    }),
  );
  return { columns, primaryKey };
}

const notNullKeys = (
  columns: readonly ColumnDefinition[],
  keys: readonly string[],
): readonly ColumnDefinition[] =>
  columns.map((definition) =>
    keys.includes(definition.column.text) ? { ...definition, notNull: true } : definition,
  );

const opening = ({ table, replace, guarded, temporary }: Head): string =>
  `CREATE ${replace ? 'OR REPLACE ' : ''}${temporary ? 'TEMPORARY ' : ''}TABLE ${guarded ? 'IF NOT EXISTS ' : ''}${path(table)}`;

const comment = (table: Path, options: TableOptions): readonly string[] =>
  options.comment === undefined ? [] : [`COMMENT ON TABLE ${path(table)} IS ${literal(options.comment)}`];

const STAMP = `"${ROW_TIMESTAMP_COLUMN}" TIMESTAMP WITH TIME ZONE`;

function withColumns(
  head: Head,
  columns: readonly ColumnDefinition[],
  options: TableOptions,
  env: Environment,
): Written {
  const { table } = head;
  const numbered = columns.filter(({ identity }) => identity);
  const sequences = numbered.map(({ column, identity }) => {
    const head = `CREATE OR REPLACE SEQUENCE ${sequenceOf(table, column)}`;
    return `${head} START ${identity?.start ?? 1} INCREMENT ${identity?.increment ?? 1}`;
  });
  // A sequence cannot be replaced while the old table draws from it.
  const dropped = sequences.length > 0 && head.replace ? [`DROP TABLE IF EXISTS ${path(table)}`] : [];
  const cells = columns.map((definition) => columnSql(definition, table, env));
  if (options.rowTimestamp) cells.push(STAMP);
  return ddl(
    ...dropped,
    ...sequences,
    `${opening(head)} (${cells.join(', ')})`,
    ...comment(table, options),
    ...commentsOf(columns, table),
  );
}

function asQuery(head: Head, query: string, options: TableOptions): Written {
  const added = options.rowTimestamp ? [`ALTER TABLE ${path(head.table)} ADD COLUMN ${STAMP}`] : [];
  return ddl(`${opening(head)} AS ${query}`, ...added, ...comment(head.table, options));
}

/** A copy: DuckDB has no clone without one. NOT NULL and defaults are not copied. */
function clone(reader: Reader, head: Head): Written {
  const source = reader.path();
  if (reader.is('AT', '(') || reader.is('BEFORE', '(')) reader.refuse('Time travel');
  tableOptions(reader);
  return ddl(`${opening(head)} AS SELECT * FROM ${path(source)}`);
}

function like(reader: Reader, head: Head): Written {
  const source = reader.path();
  tableOptions(reader);
  return ddl(`${opening(head)} AS SELECT * FROM ${path(source)} LIMIT 0`);
}
