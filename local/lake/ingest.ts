import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fail } from '../../engine/errors';
import {
  batchKey,
  contentHash,
  datasetPrefix,
  extractionTime,
  fileExtension,
} from '../../engine/landing/keys';
import type { Lake } from '../../engine/landing/lake';
import type { Landing } from '../../engine/project/types';
import { recognise, type RecognisedFile } from './recognise';

export interface IngestOptions {
  readonly lake: Lake;
  /** The landings of one domain (or several): which file belongs to which dataset. */
  readonly landings: readonly Landing[];
  /** Searched with its subfolders. */
  readonly directory: string;
  /** Part of the keys, to the second, UTC. */
  readonly extractedAt: Date;
  /**
   * The caller says that this is what the source held at that time. Content that came before under another time is then
   * written again, since a source may go back to what it was. Otherwise the same content is the same file.
   */
  readonly isDated?: boolean | undefined;
  /** Reports what it would do; uploads nothing. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((event: IngestProgress) => void) | undefined;
  /** Stops between two files. */
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
  /** Datasets for which there is no file, as `domain.dataset`. */
  readonly missing: readonly string[];
  readonly uploaded: number;
  readonly uploadedBytes: number;
}

/** What a dataset's folder in the lake holds. */
interface Landed {
  readonly keys: ReadonlyMap<string, string>;
  readonly sizes: ReadonlySet<number>;
}

async function landed({ lake, extractedAt, isDated }: IngestOptions, landing: Landing): Promise<Landed> {
  const prefix = datasetPrefix(landing) + (isDated ? `extracted_at=${extractionTime(extractedAt)}/` : '');
  const keys = new Map<string, string>();
  const sizes = new Set<number>();
  for await (const { key, bytes } of lake.list(prefix)) {
    const hash = contentHash(key);
    if (hash === undefined) continue;
    // The first upload keeps its time of extraction.
    if (!keys.has(hash)) keys.set(hash, key);
    sizes.add(bytes);
  }
  return { keys, sizes };
}

/**
 * Brings the files of a domain into the lake. Content that lies under its dataset already, whenever it was extracted
 * (unless this call is dated), stays where it is: a second call uploads nothing, and a call after a crash only what is missing.
 * Throws LH602 and LH603 before anything is uploaded.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { landings, directory, onProgress, signal } = options;
  const { files, unmatched, missing } = await recognise(directory, landings);
  const known = new Map<Landing, Landed>();
  const done: IngestedFile[] = [];
  for (const file of files) {
    if (signal?.aborted) break;
    const before = known.get(file.landing) ?? (await landed(options, file.landing));
    const result = await ingestFile(file, before, options, (bytes, fileBytes) =>
      onProgress?.({ file: file.file, bytes, fileBytes, filesDone: done.length, files: files.length }),
    );
    done.push(result);
    known.set(file.landing, {
      keys: new Map([...before.keys, [result.sha256, result.key]]),
      sizes: new Set([...before.sizes, result.bytes]),
    });
  }
  const uploaded = done.filter(({ status }) => status === 'uploaded');
  return {
    files: done,
    unmatched,
    missing,
    uploaded: uploaded.length,
    uploadedBytes: uploaded.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function ingestFile(
  { path, file, landing }: RecognisedFile,
  before: Landed,
  { lake, extractedAt, dryRun }: IngestOptions,
  progress: (bytes: number, fileBytes: number) => void,
): Promise<IngestedFile> {
  const { size } = await stat(path);
  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      progress(bytes, size);
      yield chunk;
    }
  }
  const of = { file, domain: landing.domain, dataset: landing.dataset };
  const keyOf = (sha256: string): string =>
    batchKey(landing, { extractedAt, sha256, extension: fileExtension(file) });

  // Only a file of the same size can be there already: all others are hashed while they are copied.
  if (dryRun || before.sizes.has(size)) {
    const hash = createHash('sha256');
    for await (const chunk of read()) hash.update(chunk);
    const sha256 = hash.digest('hex');
    const present = before.keys.get(sha256);
    if (present !== undefined) return { ...of, bytes: size, sha256, key: present, status: 'present' };
    if (dryRun) return { ...of, bytes: size, sha256, key: keyOf(sha256), status: 'would upload' };
  }
  const staged = await lake.stage(read());
  const { sha256, bytes } = staged;
  if (bytes !== size) {
    await staged.discard();
    fail(
      'LH608',
      `${file} changed from ${size} to ${bytes} bytes while it was read: run ingest again when it is complete.`,
    );
  }
  const key = keyOf(sha256);
  const result = await staged.publish(key);
  return { ...of, bytes, sha256, key, status: result === 'written' ? 'uploaded' : 'present' };
}
