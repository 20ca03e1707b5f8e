import { fail } from '../../../errors';
import { relationText } from '../../identifier';
import type { RelationName } from '../../port';
import { duckdbName, type Connection } from '../connection';
import { COMMIT_TIME, EVOLVES } from '../metadata';
import type { StagedColumn, StagedFile } from './staged-file';

export interface TargetColumn {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
}

export interface TargetTable {
  readonly name: RelationName;
  /** Quoted for DuckDB. */
  readonly text: string;
  readonly columns: readonly TargetColumn[];
  readonly hasCommitTime: boolean;
  readonly evolves: boolean;
}

export async function targetTable(connection: Connection, name: RelationName): Promise<TargetTable> {
  const rows = await connection.rows(
    `SELECT column_name, data_type, comment FROM duckdb_columns()
     WHERE upper(database_name) = upper(?) AND upper(schema_name) = upper(?) AND upper(table_name) = upper(?)
     ORDER BY column_index`,
    [name.database, name.schema, name.name],
  );
  if (rows.length === 0) {
    fail(
      'LH502',
      `002003 (42S02): SQL compilation error: Table '${relationText(name)}' does not exist or not authorized.`,
    );
  }
  const all = rows.map(([column, type, comment]) => ({ name: String(column), type: String(type), comment }));
  const hidden = all.find((column) => column.name === COMMIT_TIME);
  return {
    name,
    text: duckdbName(name.database, name.schema, name.name),
    columns: all.filter((column) => column !== hidden),
    hasCommitTime: hidden !== undefined,
    evolves: hidden?.comment === EVOLVES,
  };
}

/**
 * Schema evolution: adds the file's columns that the table does not have, in upper case, with the type that their
 * values have in common. Snowflake infers the same kinds; that it takes the widest NUMBER, as here, is assumed.
 * https://docs.snowflake.com/en/user-guide/data-load-schema-evolution
 */
export async function evolve(
  connection: Connection,
  table: TargetTable,
  staged: StagedFile,
): Promise<TargetTable> {
  const known = new Set(table.columns.map(({ name }) => name.toUpperCase()));
  const added: TargetColumn[] = [];
  for (const column of staged.columns) {
    if (column.name === undefined || known.has(column.name.toUpperCase())) continue;
    const type = column.type === 'VARCHAR' ? await inferredType(connection, staged, column) : column.type;
    const name = column.name.toUpperCase();
    await connection.run(`ALTER TABLE ${table.text} ADD COLUMN ${duckdbName(name)} ${type}`);
    added.push({ name, type });
  }
  return { ...table, columns: [...table.columns, ...added] };
}

async function inferredType(
  connection: Connection,
  staged: StagedFile,
  { column }: StagedColumn,
): Promise<string> {
  const all = (pattern: string): string => `bool_and(regexp_full_match(${column}, '${pattern}'))`;
  const castable = (type: string): string => `bool_and(TRY_CAST(${column} AS ${type}) IS NOT NULL)`;
  const rows = await connection.rows(
    `SELECT ${all('[+-]?\\d{1,38}')},
       ${all('[+-]?\\d{0,30}\\.?\\d{0,8}')} AND ${castable('DECIMAL(38,8)')},
       max(length(regexp_extract(${column}, '\\.(\\d*)$', 1))),
       ${all('(?i:true|false)')},
       ${all('\\d{4}-\\d{2}-\\d{2}')} AND ${castable('DATE')},
       ${all('\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?')} AND ${castable('TIMESTAMP')}
     FROM ${staged.relation} WHERE ${column} IS NOT NULL AND ${column} <> ''`,
  );
  const [whole, decimal, scale, truth, date, timestamp] = rows[0] ?? [];
  if (whole === true) return 'DECIMAL(38,0)';
  if (decimal === true) return `DECIMAL(38,${String(scale ?? 0)})`;
  if (truth === true) return 'BOOLEAN';
  if (date === true) return 'DATE';
  if (timestamp === true) return 'TIMESTAMP';
  return 'VARCHAR';
}
