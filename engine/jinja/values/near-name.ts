import { distance } from 'fastest-levenshtein';

/** ` Did you mean 'orders'?`, or nothing when no candidate is near. */
export function nearest(found: string, candidates: Iterable<string>): string {
  const tolerance = Math.max(1, Math.floor(found.length / 3));
  let best: string | undefined;
  let least = tolerance + 1;
  for (const candidate of candidates) {
    const score = distance(found.toLowerCase(), candidate.toLowerCase());
    if (score < least) [best, least] = [candidate, score];
  }
  return best === undefined || found.length < 2 ? '' : `. Did you mean '${best}'?`;
}
