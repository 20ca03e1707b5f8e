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
  readonly newestLandedAt?: string;
  readonly loadedAt?: string;
}

/** How far each layer of a domain is behind the one before it. */
export interface DomainLag {
  readonly domain: string;
  readonly layers: readonly {
    readonly layer: 'generated' | 'landed' | 'bronze' | 'gold';
    readonly newestEvent?: string;
    readonly newestAt?: string;
    /** Undefined where it has nothing yet and the layer before it has. */
    readonly lagSeconds?: number;
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
  readonly landedAt?: string;
  readonly loadedAt?: string;
  readonly rowsParsed?: number;
  readonly rowsLoaded?: number;
  readonly errors?: number;
}

export interface LoadError {
  readonly domain: string;
  readonly dataset: string;
  readonly file: string;
  /** Undefined: the whole file. */
  readonly row?: number;
  readonly reason: string;
  /** The line as it stands in the file. */
  readonly raw?: string;
  readonly foundAt?: string;
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
  readonly account?: {
    readonly bronzeRows: number;
    readonly accepted: number;
    readonly duplicates: number;
    readonly superseded: number;
    readonly quarantined: number;
    readonly unresolved: number;
    /** Where a row is a document of several records: what the classes count. */
    readonly records?: number;
  };
  /** In words; empty where everything adds up. */
  readonly differences: readonly string[];
}
