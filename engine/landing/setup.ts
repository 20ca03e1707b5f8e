import type { SourceTable } from '../project/types';

export interface SetupOptions {
  readonly database: string;
  /** The lake's URL, ending in `/`: the only thing that differs between cloud and local. */
  readonly lakeUrl: string;
  /** Name of the storage integration that the stages use. Default LAKEHOUSE_LAKE. */
  readonly storageIntegration?: string | undefined;
}

/** One idempotent Snowflake statement that the landing of the sources needs. */
export interface SetupStatement {
  readonly kind: 'schema' | 'file format' | 'stage' | 'table' | 'pipe' | 'external table';
  /** `DATABASE.SCHEMA.NAME` in upper case. */
  readonly name: string;
  readonly sql: string;
}

/** What creates bronze, in the order to run it. Pure: the same sources give the same text. */
export function setupStatements(
  sources: readonly SourceTable[],
  options: SetupOptions,
): readonly SetupStatement[] {
  throw new Error(`not yet: ${sources.length} ${options.lakeUrl}`);
}
