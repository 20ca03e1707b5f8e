import { fail } from '../../errors';
import type { Landing, SourceTable } from '../../project/types';
import { identifier, literal, relationText } from '../../warehouse/identifier';
import type { Column, RelationName } from '../../warehouse/port';
import { copyStatement, stagePath, technicalColumns } from './copy';
import { bronzeTable, externalFormats, externalTable, pipeName, shared } from './names';

export type LandedSource = SourceTable & { readonly landing: Landing };

interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
}

/** The data columns of a bronze table, from the source's YAML. JSON lands as a whole, so it declares none. */
function dataColumns(source: LandedSource): readonly DeclaredColumn[] {
  switch (source.landing.format) {
    case 'csv':
      return source.columns.map(({ name, dataType }) => {
        if (dataType !== undefined && !/^(varchar|text|string)$/i.test(dataType)) {
          fail(
            'LH605',
            `Column ${name} of source ${source.sourceName}.${source.name} is declared as ${dataType}. ` +
              'Declare columns of CSV files as varchar: bronze keeps them as text, silver casts them.',
            source.location,
            source.uniqueId,
          );
        }
        return { name: name.toUpperCase(), type: 'VARCHAR' };
      });
    case 'ndjson':
      return [
        { name: 'PAYLOAD', type: 'VARIANT' },
        { name: 'RAW', type: 'VARCHAR' },
      ];
    case 'json':
      return [{ name: 'PAYLOAD', type: 'VARIANT' }];
    case 'parquet':
      return source.columns.map(({ name, dataType }) => ({
        name: name.toUpperCase(),
        type: (dataType ?? 'VARCHAR').toUpperCase(),
      }));
  }
}

/** Names of a bronze table's columns, those that tell of the file included. */
export const bronzeColumns = (source: LandedSource): readonly string[] =>
  [...dataColumns(source), ...technicalColumns].map(({ name }) => name);

export function createTable(
  source: LandedSource,
  database: string,
  kind: 'TABLE' | 'TRANSIENT TABLE' = 'TABLE',
): string {
  const columns = [...dataColumns(source), ...technicalColumns];
  return [
    `CREATE ${kind} IF NOT EXISTS ${relationText(bronzeTable(source, database))} (`,
    columns.map(({ name, type }) => `  ${identifier(name)} ${type}`).join(',\n'),
    ')',
    'ENABLE_SCHEMA_EVOLUTION = TRUE',
    'ROW_TIMESTAMP = TRUE',
  ].join('\n');
}

/**
 * Columns that were declared after the table was created: added before the next load, which would otherwise add
 * them itself with a type of its own choice.
 */
export function addDeclaredColumns(
  source: LandedSource,
  database: string,
  existing: readonly Pick<Column, 'name'>[],
): readonly string[] {
  const names = new Set(existing.map(({ name }) => name));
  return dataColumns(source)
    .filter(({ name }) => !names.has(name))
    .map(
      ({ name, type }) =>
        `ALTER TABLE ${relationText(bronzeTable(source, database))} ADD COLUMN ${identifier(name)} ${type}`,
    );
}

/** A pipe that is replaced forgets what it has loaded and what waits: only the procedure for it may do that. */
export const createPipe = (
  source: LandedSource,
  database: string,
  {
    replace = false,
    comment,
    snsTopic,
  }: { readonly replace?: boolean; readonly comment?: string; readonly snsTopic?: string | undefined } = {},
): string =>
  [
    `CREATE ${replace ? 'OR REPLACE PIPE' : 'PIPE IF NOT EXISTS'} ${relationText(pipeName(source, database))}`,
    'AUTO_INGEST = TRUE',
    ...(snsTopic === undefined ? [] : [`AWS_SNS_TOPIC = ${literal(snsTopic)}`]),
    ...(comment === undefined ? [] : [`COMMENT = ${literal(comment)}`]),
    'AS',
    copyStatement(source, database),
  ].join('\n');

/**
 * The same files read where they lie. CSV is read by position, since PARSE_HEADER is not for external tables: a
 * file whose columns moved reads wrong here and right in bronze.
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table
 */
export function createExternalTable(
  source: LandedSource,
  database: string,
  { replace = false, comment }: { readonly replace?: boolean; readonly comment?: string } = {},
): string {
  const named = externalFormats[source.landing.format];
  const columns = externalColumns(source);
  const format: RelationName = shared(database, named.name);
  return [
    `CREATE ${replace ? 'OR REPLACE EXTERNAL TABLE' : 'EXTERNAL TABLE IF NOT EXISTS'} ${relationText(externalTable(source, database))} (`,
    columns.map(({ name, type, from }) => `  ${identifier(name)} ${type} AS (${from})`).join(',\n'),
    ')',
    `LOCATION = ${stagePath(source.landing, database)}`,
    'AUTO_REFRESH = FALSE',
    `FILE_FORMAT = (FORMAT_NAME = ${literal(relationText(format))})`,
    ...(replace ? ['COPY GRANTS'] : []),
    ...(comment === undefined ? [] : [`COMMENT = ${literal(comment)}`]),
  ].join('\n');
}

function externalColumns(source: LandedSource): readonly (DeclaredColumn & { readonly from: string })[] {
  const file = { name: '_FILE', type: 'VARCHAR', from: 'METADATA$FILENAME' };
  switch (source.landing.format) {
    case 'csv':
      return [
        ...dataColumns(source).map((column, index) => ({ ...column, from: `VALUE:c${index + 1}::VARCHAR` })),
        file,
      ];
    case 'ndjson':
      return [{ name: 'LINE', type: 'VARCHAR', from: 'VALUE:c1::VARCHAR' }, file];
    case 'json':
    case 'parquet':
      return [{ name: 'PAYLOAD', type: 'VARIANT', from: 'VALUE' }, file];
  }
}
