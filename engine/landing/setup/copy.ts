import type { SourceTable } from '../../project/types';
import type { Landing } from '../../project/types';
import { identifier, literal, relationText } from '../../warehouse/identifier';
import { datasetPrefix, LAKE_ROOT } from '../keys';
import { bronzeTable, formats, lakeStage, shared } from './names';

interface TechnicalColumn {
  readonly name: string;
  readonly type: string;
  readonly metadata: string;
}

/**
 * Where each bronze row came from, of the load's own metadata. The types are those that the metadata columns have.
 * https://docs.snowflake.com/en/user-guide/querying-metadata
 */
export const technicalColumns: readonly TechnicalColumn[] = [
  { name: '_FILE', type: 'VARCHAR', metadata: 'METADATA$FILENAME' },
  { name: '_ROW', type: 'NUMBER(38,0)', metadata: 'METADATA$FILE_ROW_NUMBER' },
  { name: '_FILE_MODIFIED_AT', type: 'TIMESTAMP_NTZ', metadata: 'METADATA$FILE_LAST_MODIFIED' },
  { name: '_LOADED_AT', type: 'TIMESTAMP_LTZ', metadata: 'METADATA$START_SCAN_TIME' },
];

/** The dataset's folder below the stage, ending in `/`. */
export const stagePath = (landing: Landing, database: string): string =>
  `@${relationText(lakeStage(database))}/${datasetPrefix(landing).slice(LAKE_ROOT.length)}`;

function transforming(
  target: string,
  columns: readonly { readonly name: string; readonly from: string }[],
  from: string,
): readonly string[] {
  const all = [...columns, ...technicalColumns.map(({ name, metadata }) => ({ name, from: metadata }))];
  return [
    `COPY INTO ${target} (${all.map(({ name }) => identifier(name)).join(', ')})`,
    'FROM (',
    '  SELECT',
    all.map((column) => `    ${column.from}`).join(',\n'),
    `  FROM ${from}`,
    ')',
  ];
}

/**
 * How a dataset is loaded: the pipe's statement and, with the names of files below the dataset's folder, the same
 * statement for those alone (a thousand at most); `force` loads files that were loaded before.
 *
 * JSON lines: CHECK_JSON and PARSE_JSON, since TRY_PARSE_JSON is not among the functions of a COPY transformation.
 * https://docs.snowflake.com/en/user-guide/data-load-transform
 */
export function copyStatement(
  source: SourceTable & { readonly landing: Landing },
  database: string,
  only?: readonly string[],
  force = false,
): string {
  const { landing } = source;
  const target = relationText(bronzeTable(source, database));
  const from = stagePath(landing, database);
  const format = `FILE_FORMAT = (FORMAT_NAME = ${literal(relationText(shared(database, formats[landing.format].name)))})`;
  const files = [
    ...(only === undefined ? [] : [`FILES = (${only.map(literal).join(', ')})`]),
    ...(force ? ['FORCE = TRUE'] : []),
  ];
  switch (landing.format) {
    case 'csv':
    case 'parquet':
      return [
        `COPY INTO ${target}`,
        `FROM ${from}`,
        ...files,
        format,
        'MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE',
        `INCLUDE_METADATA = (${technicalColumns.map(({ name, metadata }) => `${identifier(name)} = ${metadata}`).join(', ')})`,
        // Snowflake checks no types in Parquet, so nothing there can be continued after.
        `ON_ERROR = ${landing.format === 'csv' ? 'CONTINUE' : 'SKIP_FILE'}`,
      ].join('\n');
    case 'ndjson':
      return [
        ...transforming(
          target,
          [
            { name: 'PAYLOAD', from: 'IFF(CHECK_JSON($1) IS NULL, PARSE_JSON($1), NULL)' },
            { name: 'RAW', from: 'IFF(CHECK_JSON($1) IS NULL, NULL, $1)' },
          ],
          from,
        ),
        ...files,
        format,
        'ON_ERROR = CONTINUE',
      ].join('\n');
    case 'json':
      return [
        ...transforming(target, [{ name: 'PAYLOAD', from: '$1' }], from),
        ...files,
        format,
        'ON_ERROR = SKIP_FILE',
      ].join('\n');
  }
}
