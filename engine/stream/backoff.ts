export interface Backoff {
  /** How often a record is tried in all. @default 8 */
  readonly attempts: number;
  readonly baseMilliseconds: number;
  readonly capMilliseconds: number;
}

export const defaultBackoff: Backoff = { attempts: 8, baseMilliseconds: 100, capMilliseconds: 10_000 };

/**
 * How long to wait after an attempt (1, 2, …): anything up to a bound that doubles. With the whole of it left to chance
 * ("full jitter"), senders that were refused together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitAfter(attempt: number, backoff: Backoff, random: () => number): number {
  const bound = Math.min(backoff.capMilliseconds, backoff.baseMilliseconds * 2 ** (attempt - 1));
  return Math.floor(random() * (bound + 1));
}
