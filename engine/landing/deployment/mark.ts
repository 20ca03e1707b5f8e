import { createHash } from 'node:crypto';

/**
 * What the comment of an object in Snowflake says about it: which text made it, and for a pipe how far its change has
 * come. The comment is the only place that is there after a function has died in the middle.
 */
export interface Mark {
  /** `definitionOf` the text that made the object. */
  readonly definition: string;
  /** The pipe is to be paused for a change, or is. */
  readonly pausing?: true;
  /** The pipe was found paused then: what was modified later, it has not loaded. */
  readonly pausedAt?: string;
  /** The pipe is new in the place of one that was paused then: what came since is to be queued. */
  readonly refreshAfter?: string;
  /** What was modified since then may have been missed before the pause: it is compared file by file. */
  readonly compareFrom?: string;
  /** Files were queued then of which S3 had not told yet: it will, and the pipe must still know them. */
  readonly refreshedAt?: string;
  /** The pipe may be older than the bucket's notifications: files that landed in between have told nobody. */
  readonly unannounced?: true;
  /** Privileges on the pipe before it was replaced, as `MONITOR to ROLE`. */
  readonly grants?: readonly (readonly [privilege: string, role: string])[];
}

const PREFIX = 'lakehouse ';

/** Enough of a hash to tell texts apart, and short enough to be read. */
export const definitionOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);

export const markText = (mark: Mark): string => `${PREFIX}${JSON.stringify(mark)}`;

/** Undefined for a comment that is not ours. */
export function readMark(comment: string): Mark | undefined {
  if (!comment.startsWith(PREFIX)) return undefined;
  try {
    const mark = JSON.parse(comment.slice(PREFIX.length)) as Partial<Mark>;
    return typeof mark.definition === 'string' ? (mark as Mark) : undefined;
  } catch {
    // Somebody has written into it: the object is compared as if it had no comment.
    return undefined;
  }
}
