import type { Lake } from '../../engine/landing/lake';

export interface DirectoryLakeOptions {
  /** Absolute path of the lake; created when the first file lands. */
  readonly root: string;
}

/** The lake as a directory with the same keys as the bucket. */
export function directoryLake(options: DirectoryLakeOptions): Lake {
  throw new Error(`not yet: ${options.root}`);
}
