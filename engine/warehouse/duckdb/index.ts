import type { Lake } from '../../landing/lake';
import type { Warehouse } from '../port';
import type { Translate } from './translate/types';

export interface DuckdbOptions {
  /** Database file, or `:memory:`. */
  readonly path: string;
  /** Catalog name that statements use. Default LAKEHOUSE. */
  readonly databaseName?: string | undefined;
  readonly translate: Translate;
  /** Where stages point to. Without it, COPY INTO and external tables are refused. */
  readonly lake?: Lake | undefined;
  /** Time of load metadata and commits. */
  readonly clock: () => Date;
  /** DuckDB's memory_limit. Default 1.5GB. */
  readonly memoryLimit?: string | undefined;
  /** DuckDB's threads. Default: one a core. */
  readonly threads?: number | undefined;
  /** Where DuckDB spills to. Default: beside the database file. */
  readonly tempDirectory?: string | undefined;
}

/** The local warehouse: Snowflake SQL on DuckDB. One process alone may open a path. */
export function openDuckdb(options: DuckdbOptions): Promise<Warehouse> {
  throw new Error(`not yet: ${options.path}`);
}
