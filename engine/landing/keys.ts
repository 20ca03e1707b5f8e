import { fail } from '../errors';
import { extname } from 'node:path/posix';
import type { Landing } from '../project/types';

/** Nothing but data lies below it, so that one rule of the bucket serves all pipes. */
export const LAKE_ROOT = 'bronze/';

/**
 * Where the files of a dataset lie, ending in `/`. A domain of one dataset that has its name (the event stream,
 * whose keys its delivery service writes) has no level for it. No prefix contains another.
 */
export function datasetPrefix({ domain, dataset }: Pick<Landing, 'domain' | 'dataset'>): string {
  return domain === dataset ? `${LAKE_ROOT}${domain}/` : `${LAKE_ROOT}${domain}/${dataset}/`;
}

/** ISO 8601 UTC to the second: `2026-01-02T03:04:05Z`. */
export const extractionTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

export interface BatchFile {
  readonly extractedAt: Date;
  /** Lower-case hex of the content. */
  readonly sha256: string;
  /** With its dot, e.g. `.csv`, `.csv.gz`. */
  readonly extension: string;
}

/** The key of a file of a batch: the same content extracted at the same time is the same object. */
export function batchKey(landing: Pick<Landing, 'domain' | 'dataset'>, file: BatchFile): string {
  return `${datasetPrefix(landing)}extracted_at=${extractionTime(file.extractedAt)}/${file.sha256}${file.extension}`;
}

/** The content's hash in a batch key; undefined for keys of the stream. */
export function contentHash(key: string): string | undefined {
  return /\/extracted_at=[^/]+\/([0-9a-f]{64})\.[^/]+$/.exec(key)?.[1];
}

/** The time that a key tells: of extraction, or the hour of delivery of the stream. */
export function keyTime(key: string): Date | undefined {
  const extracted = /\/extracted_at=([^/]+)\//.exec(key)?.[1];
  const [, day, hour] = /\/dt=(\d{4}-\d\d-\d\d)\/hour=(\d\d)\//.exec(key) ?? [];
  const text = extracted ?? (day === undefined ? undefined : `${day}T${hour ?? '00'}:00:00Z`);
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/**
 * A key for the repaired content of an object: beside it, so that it is of the same dataset and counts for the same
 * time. Undefined for a key whose folder tells no time.
 */
export function repairedKey(key: string, sha256: string): string | undefined {
  if (keyTime(key) === undefined) return undefined;
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const name = key.slice(folder.length);
  const extension = fileExtension(name);
  if (contentHash(key) !== undefined) return `${folder}${sha256}${extension}`;
  return `${folder}${name.slice(0, name.length - extension.length)}-repaired-${sha256.slice(0, 12)}${extension}`;
}

/** `.csv.gz` of `Orders.CSV.gz`: the name's last part, and the one before it where that says only how it is packed. */
export function fileExtension(name: string): string {
  const lower = name.toLowerCase();
  const last = extname(lower);
  return last === '.gz' ? extname(lower.slice(0, -last.length)) + last : last;
}

/** Keys are paths below the lake, whatever they are made of. Throws LH607. */
export function allowedKey(key: string): string {
  if (
    key.startsWith('/') ||
    key.includes('\0') ||
    key.split('/').some((part) => part === '..' || part === '.')
  )
    fail('LH607', `${JSON.stringify(key)} is no key of a lake: keys are relative, without "." and "..".`);
  return key;
}
