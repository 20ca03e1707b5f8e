import { relationText } from '../../identifier';
import type { RelationName } from '../../port';
import { duckdbName, duckdbText, type Connection } from '../connection';
import type { Database } from '../database';
import { fail } from '../../../errors';
import { lakeOf, lakePrefix, resolveFormat } from './copy';
import type { Definitions } from './objects';
import type { ExternalColumn } from './statement';

/**
 * An external table as a view over the files that are there now; REFRESH makes it anew, as Snowflake's does when it
 * is not refreshed by notifications. A view over no file is empty.
 */
export async function createExternalView(
  connection: Connection,
  database: Database,
  name: RelationName,
  definition: Definitions['external table'],
): Promise<void> {
  const lake = lakeOf(database);
  const format = await resolveFormat(connection, definition.format);
  const prefix = await lakePrefix(connection, lake, definition.location);
  const local = lake.localPath;
  if (!local)
    fail(
      'LH501',
      `External table ${relationText(name)} over a lake that is not a directory is not supported on the local engine.`,
    );
  const paths: string[] = [];
  for await (const { key } of lake.list(prefix)) paths.push(local(key));
  const root = local('');
  const columns = definition.columns.map(
    (column) => `${expression(column, root)} AS ${duckdbName(column.name)}`,
  );
  const select =
    paths.length === 0
      ? `SELECT ${definition.columns.map((column) => `NULL::${column.value === 'value' ? 'JSON' : 'VARCHAR'} AS ${duckdbName(column.name)}`).join(', ')} WHERE false`
      : `SELECT ${columns.join(', ')} FROM ${reader(format, paths, definition.columns)}`;
  await connection.run(
    `CREATE OR REPLACE VIEW ${duckdbName(name.database, name.schema, name.name)} AS ${select}`,
  );
}

function expression({ value }: ExternalColumn, root: string): string {
  if (value === 'file') return `substr(filename, ${[...root].length + 1})`;
  return value === 'value' ? 'value' : `c${value.position}`;
}

function reader(
  format: Awaited<ReturnType<typeof resolveFormat>>,
  paths: readonly string[],
  columns: readonly ExternalColumn[],
): string {
  const files = `[${paths.map(duckdbText).join(', ')}]`;
  switch (format.type) {
    case 'CSV': {
      const width = Math.max(
        0,
        ...columns.map(({ value }) => (typeof value === 'object' ? value.position : 0)),
      );
      const types = Array.from({ length: width }, (_, index) => `'c${index + 1}': 'VARCHAR'`).join(', ');
      const quote = format.fieldOptionallyEnclosedBy ?? '';
      return (
        `read_csv(${files}, auto_detect = false, columns = {${types}}, delim = ${duckdbText(format.fieldDelimiter ?? '\u0001')}, ` +
        `quote = ${duckdbText(quote)}, escape = ${duckdbText(quote)}, header = false, skip = ${format.skipHeader}, ` +
        `nullstr = '', allow_quoted_nulls = false, null_padding = true, parallel = false, strict_mode = false, filename = true)`
      );
    }
    case 'JSON':
      return `(SELECT json AS value, filename FROM read_json_objects(${files}, filename = true))`;
    case 'PARQUET':
      return `(SELECT to_json(_p) AS value, filename FROM (SELECT filename, struct_pack(*COLUMNS(* EXCLUDE (filename))) AS _p FROM read_parquet(${files}, filename = true, union_by_name = true)))`;
  }
}
