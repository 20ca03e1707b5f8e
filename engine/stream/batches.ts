/** What one call takes. */
export interface BatchLimits {
  readonly records: number;
  readonly bytes: number;
}

/** Consecutive runs of items that each keep to the limits. An item alone may exceed the bytes: refuse it before. */
export function batches<T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  limits: BatchLimits,
): readonly (readonly T[])[] {
  const made: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (batch.length > 0 && (batch.length >= limits.records || bytes + size > limits.bytes)) {
      made.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) made.push(batch);
  return made;
}
