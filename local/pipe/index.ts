import type { Lake } from '../../engine/landing/lake';
import type { SourceTable } from '../../engine/project/types';
import type { Warehouse } from '../../engine/warehouse/port';

export interface PipeOptions {
  readonly warehouse: Warehouse;
  readonly lake: Lake;
  /** Those without a landing are ignored. */
  readonly sources: readonly SourceTable[];
  /** Database of the setup statements. Default LAKEHOUSE. */
  readonly database?: string | undefined;
  /** Tables loaded at the same time, each in a session of its own. Default 2. */
  readonly threads?: number | undefined;
  readonly clock: () => Date;
  readonly onEvent?: ((event: PipeEvent) => void) | undefined;
  /** Finishes the files under way, begins no more. */
  readonly signal?: AbortSignal | undefined;
}

export interface LoadedFile {
  readonly domain: string;
  readonly dataset: string;
  /** Lake key. */
  readonly file: string;
  readonly bytes: number;
  readonly status: 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED';
  readonly rowsParsed: number;
  readonly rowsLoaded: number;
  readonly errors: number;
  /** Columns that schema evolution added for this file: declare them and reload. */
  readonly columnsAdded: readonly string[];
  readonly milliseconds: number;
}

export type PipeEvent =
  | { readonly kind: 'planned'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'loading'; readonly domain: string; readonly dataset: string; readonly file: string }
  | { readonly kind: 'loaded'; readonly load: LoadedFile }
  | { readonly kind: 'failed'; readonly domain: string; readonly dataset: string; readonly file: string; readonly message: string };

export interface PipeReport {
  readonly loads: readonly LoadedFile[];
  /** Files that could not be tried (the warehouse failed): they stay pending. */
  readonly failed: readonly { readonly file: string; readonly message: string }[];
  readonly rowsLoaded: number;
  readonly errors: number;
  readonly stopped: boolean;
}

/** Loads every file that has landed and is not in BRONZE.LOAD_LEDGER, each exactly once. */
export function loadLanded(options: PipeOptions): Promise<PipeReport> {
  throw new Error(`not yet: ${options.lake.url}`);
}

export interface PipeStatus {
  readonly datasets: readonly {
    readonly domain: string;
    readonly dataset: string;
    readonly landed: number;
    readonly loaded: number;
    /** Keys in the lake and not in the ledger. */
    readonly pending: readonly string[];
    readonly rowsLoaded: number;
    readonly errors: number;
  }[];
}

/** Files in the lake minus files in the ledger, by dataset. Changes nothing. */
export function pipeStatus(
  options: Pick<PipeOptions, 'warehouse' | 'lake' | 'sources' | 'database'>,
): Promise<PipeStatus> {
  throw new Error(`not yet: ${options.lake.url}`);
}
