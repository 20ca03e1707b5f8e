import type { Lake } from '../../engine/landing/lake';
import type { SourceTable } from '../../engine/project/types';
import type { Warehouse } from '../../engine/warehouse/port';

export interface PipeOptions {
  readonly warehouse: Warehouse;
  readonly lake: Lake;
  /** Those without a landing are ignored. */
  readonly sources: readonly SourceTable[];
  /** Database of the setup statements. @default LAKEHOUSE */
  readonly database?: string | undefined;
  /** Tables loaded at the same time, each in a session of its own. @default 2 */
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
  /** Of the load that it was part of: small files are loaded together. */
  readonly milliseconds: number;
}

export interface PendingFile {
  readonly domain: string;
  readonly dataset: string;
  readonly file: string;
}

export type PipeEvent =
  | { readonly kind: 'planned'; readonly files: number; readonly bytes: number }
  /** A file, or the first of some that are loaded together. */
  | ({ readonly kind: 'loading' } & PendingFile)
  | { readonly kind: 'loaded'; readonly load: LoadedFile }
  | ({ readonly kind: 'failed'; readonly message: string } & PendingFile);

export interface PipeReport {
  readonly loads: readonly LoadedFile[];
  /** Files that could not be tried (the warehouse failed): they stay pending. */
  readonly failed: readonly (PendingFile & { readonly message: string })[];
  readonly rowsLoaded: number;
  readonly errors: number;
  /** True where the signal ended the work early. */
  readonly stopped: boolean;
}

export interface PipeStatus {
  readonly datasets: readonly {
    readonly domain: string;
    readonly dataset: string;
    /** Files in the lake. */
    readonly landed: number;
    /** When the newest of them did, ISO 8601. */
    readonly newestLandedAt: string | undefined;
    /** Files in the ledger. */
    readonly loaded: number;
    /** Keys in the lake and not in the ledger. */
    readonly pending: readonly string[];
    readonly rowsLoaded: number;
    readonly errors: number;
  }[];
}
