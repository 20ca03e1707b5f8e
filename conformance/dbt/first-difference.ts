/** White space aside, the same text. */
export const normalized = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Some words around the first place where two texts part. */
export function firstDifference(
  dbt: string,
  ours: string,
  around = 12,
): { readonly dbt: string; readonly ours: string } {
  const [left, right] = [normalized(dbt).split(' '), normalized(ours).split(' ')];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const part = (words: readonly string[]): string => {
    const from = Math.max(0, at - around);
    const cut = words.slice(from, at + around);
    return `${from > 0 ? '… ' : ''}${cut.join(' ')}${at + around < words.length ? ' …' : ''}`;
  };
  return { dbt: part(left), ours: part(right) };
}
