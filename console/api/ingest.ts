import type { Rows } from './about';

export interface Ingest {
  readonly pipes: readonly Pipe[];
  readonly lag: readonly DomainLag[];
  readonly rejections: readonly Rejection[];
  readonly quarantines: readonly Quarantine[];
}

/** What loads one dataset. */
export interface Pipe {
  /** Id of the source. */
  readonly node: string;
  readonly domain: string;
  readonly dataset: string;
  readonly format: string;
  readonly landed: number;
  readonly loaded: number;
  readonly pending: number;
  readonly rowsLoaded: number;
  readonly errors: number;
  readonly newestLandedAt?: string | undefined;
  readonly loadedAt?: string | undefined;
}

/** How far each layer of a domain is behind the one before it. */
export interface DomainLag {
  readonly domain: string;
  readonly layers: readonly {
    readonly layer: 'generated' | 'landed' | 'bronze' | 'gold';
    readonly newestEvent?: string | undefined;
    readonly newestAt?: string | undefined;
    /** Undefined where it has nothing yet and the layer before it has. */
    readonly lagSeconds?: number | undefined;
  }[];
}

/** Rows that could not be loaded, by dataset and reason. */
export interface Rejection {
  readonly domain: string;
  readonly dataset: string;
  readonly reason: string;
  readonly rows: number;
  readonly files: number;
}

/** Rows that silver set aside, by model and reason. */
export interface Quarantine {
  /** Id of the quarantine's model. */
  readonly node: string;
  readonly model: string;
  readonly domain: string;
  readonly reason: string;
  readonly rows: number;
  /** No accepted row has their key. */
  readonly unresolved: number;
}

export type FileStatus = 'PENDING' | 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED';

/** A file of the lake, the newest first. */
export interface LakeFile {
  readonly domain: string;
  readonly dataset: string;
  readonly key: string;
  readonly bytes: number;
  readonly status: FileStatus;
  readonly landedAt?: string | undefined;
  readonly loadedAt?: string | undefined;
  readonly rowsParsed?: number | undefined;
  readonly rowsLoaded?: number | undefined;
  readonly errors?: number | undefined;
}

export interface LoadError {
  readonly domain: string;
  readonly dataset: string;
  readonly file: string;
  /** Undefined: the whole file. */
  readonly row?: number | undefined;
  readonly reason: string;
  /** The line as it stands in the file. */
  readonly raw?: string | undefined;
  readonly foundAt?: string | undefined;
}

/** Rows of one quarantine and reason. */
export interface QuarantinedRows extends Rows {
  readonly node: string;
  readonly reason: string;
}

/** The rows of a dataset, from the lake to silver. */
export interface Reconciled {
  readonly domain: string;
  readonly dataset: string;
  readonly filesInLake: number;
  readonly filesInLedger: number;
  readonly filesPending: number;
  readonly rowsInFiles: number;
  readonly rowsLoaded: number;
  readonly rowsRejected: number;
  readonly rowsInBronze: number;
  readonly account?:
    | {
        readonly bronzeRows: number;
        readonly accepted: number;
        readonly duplicates: number;
        readonly superseded: number;
        readonly quarantined: number;
        readonly unresolved: number;
        /** Where a row is a document of several records: what the classes count. */
        readonly records?: number | undefined;
      }
    | undefined;
  /** In words; empty where everything adds up. */
  readonly differences: readonly string[];
}
