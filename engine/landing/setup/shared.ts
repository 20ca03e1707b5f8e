import { identifier, literal, relationText } from '../../warehouse/identifier';
import type { RelationName } from '../../warehouse/port';
import { formatOptions } from '../file-format';
import { LAKE_ROOT } from '../keys';
import * as names from './names';
import { statement, type SetupStatement } from './statement';

const columnList = (columns: readonly (readonly [string, string])[]): string =>
  columns.map(([name, type]) => `  ${identifier(name)} ${type}`).join(',\n');

/** The tables across all domains. */
export function sharedTables(database: string): readonly SetupStatement[] {
  const tables: readonly (readonly [RelationName, readonly (readonly [string, string])[]])[] = [
    [
      names.ledger(database),
      [
        ['DOMAIN', 'VARCHAR'],
        ['DATASET', 'VARCHAR'],
        ['FILE', 'VARCHAR'],
        ['SHA256', 'VARCHAR'],
        ['BYTES', 'NUMBER(38,0)'],
        ['ROWS_PARSED', 'NUMBER(38,0)'],
        ['ROWS_LOADED', 'NUMBER(38,0)'],
        ['ERRORS', 'NUMBER(38,0)'],
        ['STATUS', 'VARCHAR'],
        ['LANDED_AT', 'TIMESTAMP_NTZ'],
        ['LOADED_AT', 'TIMESTAMP_NTZ'],
      ],
    ],
    [
      names.loadErrors(database),
      [
        ['DOMAIN', 'VARCHAR'],
        ['DATASET', 'VARCHAR'],
        ['FILE', 'VARCHAR'],
        ['ROW', 'NUMBER(38,0)'],
        ['REASON', 'VARCHAR'],
        ['RAW', 'VARCHAR'],
        ['FOUND_AT', 'TIMESTAMP_NTZ'],
      ],
    ],
  ];
  return tables.map(([name, columns]) =>
    statement('table', name, `CREATE TABLE IF NOT EXISTS ${relationText(name)} (\n${columnList(columns)}\n)`),
  );
}

/**
 * File formats are altered in place: replacing one cuts it off from its external tables.
 * @param commentOf what a format's comment says of its text; without it there is none
 */
export function fileFormats(
  database: string,
  commentOf?: (sql: string) => string,
): readonly SetupStatement[] {
  const named = [...Object.values(names.formats), names.externalFormats.csv];
  return named.map(({ name, format }) => {
    const full = names.shared(database, name);
    const options = formatOptions(format).map((option) => `  ${option}`);
    const sql = [`CREATE OR ALTER FILE FORMAT ${relationText(full)}`, ...options].join('\n');
    const comment = commentOf === undefined ? '' : `\n  COMMENT = ${literal(commentOf(sql))}`;
    return statement('file format', full, `${sql}${comment}`);
  });
}

/** Never replaced: a stage that is created anew cuts its pipes off. */
export function lakeStageStatement(
  database: string,
  lakeUrl: string,
  storageIntegration: string,
): SetupStatement {
  const stage = names.lakeStage(database);
  return statement(
    'stage',
    stage,
    [
      `CREATE STAGE IF NOT EXISTS ${relationText(stage)}`,
      `URL = ${literal(`${lakeUrl}${LAKE_ROOT}`)}`,
      `STORAGE_INTEGRATION = ${identifier(storageIntegration)}`,
    ].join('\n'),
  );
}
