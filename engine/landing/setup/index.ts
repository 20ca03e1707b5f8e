import { fail } from '../../errors';
import type { SourceTable } from '../../project/types';
import { identifier, literal, relationText } from '../../warehouse/identifier';
import type { RelationName } from '../../warehouse/port';
import { formatOptions } from '../file-format';
import { datasetPrefix, LAKE_ROOT } from '../keys';
import { createExternalTable, createPipe, createTable, type LandedSource } from './dataset';
import * as names from './names';

export { copyStatement } from './copy';
export { addDeclaredColumns, type LandedSource } from './dataset';
export { bronzeTable, externalTable, ledger, loadErrors, pipeName } from './names';

export interface SetupOptions {
  readonly database: string;
  /** The lake's URL, ending in `/`: the only thing that differs between cloud and local. */
  readonly lakeUrl: string;
  /** Name of the storage integration that the stage uses. @default LAKEHOUSE_LAKE */
  readonly storageIntegration?: string | undefined;
}

/** One idempotent Snowflake statement that the landing of the sources needs. */
export interface SetupStatement {
  readonly kind: 'schema' | 'file format' | 'stage' | 'table' | 'pipe' | 'external table';
  /** `DATABASE.SCHEMA.NAME`, or `DATABASE.SCHEMA`. */
  readonly name: string;
  readonly sql: string;
}

/** The sources that this project loads itself. */
export const landedSources = (sources: readonly SourceTable[]): readonly LandedSource[] =>
  sources.filter((source): source is LandedSource => source.landing !== undefined);

const statement = (kind: SetupStatement['kind'], name: RelationName, sql: string): SetupStatement => ({
  kind,
  name: relationText(name),
  sql,
});

const columnList = (columns: readonly (readonly [string, string])[]): string =>
  columns.map(([name, type]) => `  ${identifier(name)} ${type}`).join(',\n');

function sharedTables(database: string): readonly SetupStatement[] {
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

/** File formats are altered in place: replacing one cuts it off from its external tables. */
function fileFormats(database: string): readonly SetupStatement[] {
  const named = [...Object.values(names.formats), names.externalFormats.csv];
  return named.map(({ name, format }) => {
    const full = names.shared(database, name);
    const options = formatOptions(format).map((option) => `  ${option}`);
    return statement(
      'file format',
      full,
      [`CREATE OR ALTER FILE FORMAT ${relationText(full)}`, ...options].join('\n'),
    );
  });
}

/** Two pipes of which one's path contains the other's would load files twice. */
function refuseOverlaps(sources: readonly LandedSource[]): void {
  const seen = sources.map(({ landing }) => datasetPrefix(landing)).sort();
  for (const [index, prefix] of seen.entries()) {
    const next = seen[index + 1];
    if (next?.startsWith(prefix)) {
      fail(
        'LH606',
        `The files of ${next} would be loaded by the pipe of ${prefix} too: give the dataset or its domain another name.`,
      );
    }
  }
}

/** What creates bronze, in the order to run it. Pure: the same sources give the same text. */
export function setupStatements(
  sources: readonly SourceTable[],
  options: SetupOptions,
): readonly SetupStatement[] {
  const { database, lakeUrl, storageIntegration = 'LAKEHOUSE_LAKE' } = options;
  const landed = landedSources(sources);
  refuseOverlaps(landed);
  const schemas = [...new Set([names.SHARED_SCHEMA, ...landed.map(({ schema }) => schema.toUpperCase())])];
  const stage = names.lakeStage(database);
  return [
    ...schemas.map((schema): SetupStatement => {
      const name = `${identifier(database)}.${identifier(schema)}`;
      return { kind: 'schema', name, sql: `CREATE SCHEMA IF NOT EXISTS ${name}` };
    }),
    ...fileFormats(database),
    // Never replaced: a stage that is created anew cuts its pipes off.
    statement(
      'stage',
      stage,
      [
        `CREATE STAGE IF NOT EXISTS ${relationText(stage)}`,
        `URL = ${literal(`${lakeUrl}${LAKE_ROOT}`)}`,
        `STORAGE_INTEGRATION = ${identifier(storageIntegration)}`,
      ].join('\n'),
    ),
    ...sharedTables(database),
    ...landed.flatMap((source) => [
      statement('table', names.bronzeTable(source, database), createTable(source, database)),
      statement('pipe', names.pipeName(source, database), createPipe(source, database)),
      statement(
        'external table',
        names.externalTable(source, database),
        createExternalTable(source, database),
      ),
    ]),
  ];
}
