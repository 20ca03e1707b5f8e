import type { Difference, ManifestFile } from './types';

/** White space aside, the same text. */
export const normalized = (sql: string): string => sql.trim().replace(/\s+/g, ' ');

export interface SqlComparison {
  /** Nodes compared, by resource type. */
  readonly equal: ReadonlyMap<string, number>;
  readonly different: readonly Difference[];
}

/** The compiled text of every model, snapshot, analysis and data test that dbt has. */
export function compareSql(dbt: ManifestFile, ours: ManifestFile): SqlComparison {
  const equal = new Map<string, number>();
  const different: Difference[] = [];
  for (const [id, theirs] of Object.entries(dbt.nodes)) {
    const expected = theirs.compiled_code;
    // dbt compiles no node that is disabled or that no command reaches.
    if (typeof expected !== 'string') continue;
    const found = ours.nodes[id]?.compiled_code;
    if (typeof found === 'string' && normalized(found) === normalized(expected)) {
      equal.set(theirs.resource_type, (equal.get(theirs.resource_type) ?? 0) + 1);
    } else {
      different.push({ id, what: 'sql', dbt: expected, ours: found ?? '(not compiled)' });
    }
  }
  return { equal, different };
}

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
