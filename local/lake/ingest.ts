import type { Lake } from '../../engine/landing/lake';
import type { Landing } from '../../engine/project/types';

export interface IngestOptions {
  readonly lake: Lake;
  /** The landings of one domain (or several): which file belongs to which dataset. */
  readonly landings: readonly Landing[];
  /** Searched with its subfolders. */
  readonly directory: string;
  /** Part of the keys, to the second, UTC. */
  readonly extractedAt: Date;
  /** Reports what it would do; uploads nothing. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((event: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface IngestProgress {
  readonly file: string;
  readonly bytes: number;
  readonly fileBytes: number;
  readonly filesDone: number;
  readonly files: number;
}

export interface IngestedFile {
  /** Relative to the directory. */
  readonly file: string;
  readonly domain: string;
  readonly dataset: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Where the content lies: of an earlier upload when `present`. */
  readonly key: string;
  readonly status: 'uploaded' | 'present' | 'would upload';
}

export interface IngestReport {
  readonly files: readonly IngestedFile[];
  /** Files that no pattern matches: left alone. */
  readonly unmatched: readonly string[];
  /** Patterns that matched no file, as `domain.dataset`. */
  readonly missing: readonly string[];
  readonly uploaded: number;
  readonly uploadedBytes: number;
}

/** Brings the files of a domain into the lake. Throws LH601/LH602 (all of them at once) before it uploads anything. */
export function ingest(options: IngestOptions): Promise<IngestReport> {
  throw new Error(`not yet: ${options.directory}`);
}
