import { datasetPrefix } from '../landing/keys';
import type { Lake, LakeObject } from '../landing/lake';
import type { Landing } from '../project/types';

const DAY_MS = 86_400_000;

/**
 * Where the keys of the last days lie: keys tell the day of extraction or delivery, and a bucket can only be listed by
 * its keys. What was extracted long ago and lands now is not among them.
 */
export function recentPrefixes(
  landing: Pick<Landing, 'domain' | 'dataset'>,
  now: Date,
  days: number,
): readonly string[] {
  const level = landing.domain === landing.dataset ? 'dt=' : 'extracted_at=';
  return Array.from({ length: days }, (_, index) => {
    // Until tomorrow: clocks of those who deliver may be ahead.
    const day = new Date(now.getTime() - (days - 2 - index) * DAY_MS).toISOString().slice(0, 10);
    return `${datasetPrefix(landing)}${level}${day}`;
  });
}

export async function listed(lake: Lake, prefixes: readonly string[]): Promise<readonly LakeObject[]> {
  const found: LakeObject[] = [];
  for (const prefix of prefixes) for await (const object of lake.list(prefix)) found.push(object);
  return found;
}
