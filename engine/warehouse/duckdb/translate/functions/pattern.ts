import { literal, type Sql } from '../emit/sql';
import { refuse, type Offset } from '../refusal';

/** What shows in a pattern that is written out. */
export interface Pattern {
  /** As DuckDB takes it. */
  readonly text: string;
  /** The pattern itself, where it is a literal. */
  readonly source: string | undefined;
  readonly flags: string;
  readonly at: Offset;
}

/** An empty pattern matches nothing in Snowflake. https://docs.snowflake.com/en/sql-reference/functions-regexp */
const NOTHING = '[^\\s\\S]';

/** The parameter m as RE2 has it: DuckDB's option of that name means something else. */
export function patternOf(
  pattern: Sql,
  source: string | undefined,
  flags: string,
  multiline: boolean,
): Pattern {
  const prefix = multiline ? '(?m)' : '';
  const { at } = pattern;
  if (source !== undefined)
    return { text: literal(prefix + (source || NOTHING)), source: source || NOTHING, flags, at };
  const text = `CASE WHEN ${pattern.text} = '' THEN ${literal(NOTHING)} ELSE ${prefix ? `${literal(prefix)} || ` : ''}${pattern.text} END`;
  return { text, source: undefined, flags, at };
}

/** Escapes and bracket expressions, in which parentheses mean themselves, blotted out at their length. */
const blotted = (source: string): string =>
  source
    .replace(/\\[\s\S]/g, '..')
    .replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, (all) => '.'.repeat(all.length));

/** Where each group opens and closes, in the order of their numbers. */
export function groupsOf(
  source: string,
): readonly { readonly open: number; readonly close: number; readonly depth: number }[] {
  const bare = blotted(source);
  const groups: { open: number; close: number; depth: number }[] = [];
  const stack: (number | undefined)[] = [];
  for (const [index, character] of [...bare].entries()) {
    if (character === '(') {
      const captures = bare[index + 1] !== '?';
      stack.push(captures ? groups.length : undefined);
      if (captures) groups.push({ open: index, close: bare.length, depth: stack.length });
    } else if (character === ')') {
      const group = groups[stack.pop() ?? -1];
      if (group) group.close = index;
    }
  }
  return groups;
}

/** The same pattern without groups that are numbered. */
export function uncaptured(source: string): string {
  const opens = new Set(groupsOf(source).map(({ open }) => open));
  return [...source].map((character, index) => (opens.has(index) ? '(?:' : character)).join('');
}

export const hasAlternatives = (source: string): boolean => {
  let depth = 0;
  for (const character of blotted(source)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) return true;
  }
  return false;
};

/**
 * Snowflake's expressions are POSIX's: of two alternatives the longer match wins, where DuckDB's takes the first, and
 * there are no non-greedy quantifiers. What shows in a literal pattern is refused.
 */
export function checked(source: string | undefined, at: Offset): void {
  if (source === undefined) return;
  const bare = blotted(source);
  if (/[*+?}]\?/.test(bare))
    refuse('A non-greedy quantifier', at, 'Snowflake has none: write what may be matched instead.');
  if (/\\\d/.test(source.replace(/\\\\/g, '..')))
    refuse('A backreference in a pattern', at, 'Snowflake has them in replacements alone.');
  const alternatives = source
    .replace(/\\[\s\S]/g, '..')
    .split(/[()]/)
    .filter((part) => part.includes('|'))
    .map((part) => part.split('|'));
  const shadowed = alternatives.some((group) =>
    group.some((first, index) =>
      group.slice(index + 1).some((later) => later.length > first.length && later.startsWith(first)),
    ),
  );
  if (shadowed)
    refuse('Alternatives of which one begins like a longer one after it', at, 'Put the longer one first.');
}

/** A group that a match may leave out is '' in DuckDB; the documentation does not say what it is in Snowflake. */
export function certain(source: string | undefined, group: number, at: Offset): void {
  if (source === undefined || group === 0) return;
  const found = groupsOf(source)[group - 1];
  if (!found) return refuse(`Group ${group} of a pattern with ${groupsOf(source).length}`, at);
  const optional = groupsOf(source).some(
    ({ open, close }) =>
      open <= found.open &&
      close >= found.close &&
      /[?*]|\{0/.test(
        blotted(source)
          .slice(close + 1, close + 3)
          .replace(/^[^?*{].*/, ''),
      ),
  );
  if (optional || blotted(source).includes('|'))
    refuse('A group that a match may leave out', at, 'Write the pattern so that the group is always there.');
}

/**
 * Everything before the n-th match, or before a group of it, as the first group; that match or group as the second.
 * The matches before are found one after the other, so there have to be so many (the caller asks).
 */
export function located(source: string, n: number, group: number, at: Offset): string {
  if (matchesNothing(source))
    refuse('A pattern that may match an empty text', at, 'Ask for one character at least.');
  const bare = uncaptured(source);
  const earlier = n === 1 ? '' : `(?:(?s:.*?)(?:${bare})){${n - 1}}`;
  if (group === 0) return `^(${earlier}(?s:.*?))(${bare})`;
  const found = groupsOf(source)[group - 1];
  if (!found || found.depth > 1 || hasAlternatives(source))
    return refuse(
      `The place of group ${group} of this pattern`,
      at,
      'Put the group at the top of the pattern.',
    );
  const [before, inside] = [source.slice(0, found.open), source.slice(found.open + 1, found.close)].map(
    uncaptured,
  );
  return `^(${earlier}(?s:.*?)${before ?? ''})(${inside ?? ''})${uncaptured(source.slice(found.close + 1))}`;
}

function matchesNothing(source: string): boolean {
  try {
    return new RegExp(`^(?:${source.replace(/\[\[:\w+:\]/g, '[a').replace(/\[:\w+:\]/g, 'a')})$`).test('');
  } catch {
    return false;
  }
}
