import { fail } from '../../errors';
import type { SourceTable } from '../../project/types';
import { identifier } from '../../warehouse/identifier';
import { datasetPrefix } from '../keys';
import { createExternalTable, createPipe, createTable, type LandedSource } from './dataset';
import * as names from './names';
import { fileFormats, lakeStageStatement, sharedTables } from './shared';
import { statement, type SetupStatement } from './statement';

export { copyStatement } from './copy';
export { addDeclaredColumns, bronzeColumns, type LandedSource } from './dataset';
export { bronzeTable, externalTable, fileFormatOf, ledger, loadErrors, pipeName } from './names';
export type { SetupStatement } from './statement';

export interface SetupOptions {
  readonly database: string;
  /** The lake's URL, ending in `/`: the only thing that differs between cloud and local. */
  readonly lakeUrl: string;
  /** Name of the storage integration that the stage uses. @default LAKEHOUSE_LAKE */
  readonly storageIntegration?: string | undefined;
}

/** The sources that this project loads itself. */
export const landedSources = (sources: readonly SourceTable[]): readonly LandedSource[] =>
  sources.filter((source): source is LandedSource => source.landing !== undefined);

/** Two pipes of which one's path contains the other's would load files twice. */
export function refuseOverlaps(sources: readonly LandedSource[]): void {
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
  return [
    ...schemas.map((schema): SetupStatement => {
      const name = `${identifier(database)}.${identifier(schema)}`;
      return { kind: 'schema', name, sql: `CREATE SCHEMA IF NOT EXISTS ${name}` };
    }),
    ...fileFormats(database),
    lakeStageStatement(database, lakeUrl, storageIntegration),
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
