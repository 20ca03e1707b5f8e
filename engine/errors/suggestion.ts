import { distance } from 'fastest-levenshtein';

/** ` Did you mean "orders"?`, or nothing when no candidate is near. Starts with a space. */
export function suggestion(found: string, candidates: Iterable<string>): string {
  const lower = found.toLowerCase();
  let best: { name: string; score: number } | undefined;
  for (const name of candidates) {
    const score = distance(lower, name.toLowerCase());
    if (!best || score < best.score) best = { name, score };
  }
  const tolerance = Math.max(1, Math.floor(found.length / 3));
  return best && best.score <= tolerance ? ` Did you mean "${best.name}"?` : '';
}
