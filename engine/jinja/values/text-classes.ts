/** Python's white space: JavaScript's without the byte order mark, and with the separators of ASCII. */
export const SPACE =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const LEADING = new RegExp(`^${SPACE}+`, 'u');
const TRAILING = new RegExp(`${SPACE}+$`, 'u');

export const stripStart = (text: string, chars?: string): string =>
  chars === undefined ? text.replace(LEADING, '') : strip(text, chars, true, false);

export const stripEnd = (text: string, chars?: string): string =>
  chars === undefined ? text.replace(TRAILING, '') : strip(text, chars, false, true);

function strip(text: string, chars: string, start: boolean, end: boolean): string {
  const set = new Set(chars);
  const all = [...text];
  let from = 0;
  let to = all.length;
  while (start && from < to && set.has(all[from] ?? '')) from += 1;
  while (end && to > from && set.has(all[to - 1] ?? '')) to -= 1;
  return all.slice(from, to).join('');
}

const LINE_ENDS = '\\r\\n|[\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029]';
const LINE_END = new RegExp(LINE_ENDS, 'gu');

/** Python's `splitlines`: without the line ends, unless they are asked for. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(LINE_END)) {
    lines.push(text.slice(from, keepEnds ? index + end.length : index));
    from = index + end.length;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** Upper case for the first letter, lower for the rest. */
export function capitalize(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** Python's `str.title`: every run of letters capitalized. */
export const titleCase = (text: string): string => text.replace(/\p{L}+/gu, (word) => capitalize(word));

const cased = (text: string): boolean => /[\p{Lu}\p{Ll}\p{Lt}]/u.test(text);
export const isLower = (text: string): boolean => cased(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
export const isUpper = (text: string): boolean => cased(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
