import { literal } from '../emit/sql';
import { refuse, type Offset } from '../refusal';

/**
 * Snowflake's format elements in strftime's. https://docs.snowflake.com/en/sql-reference/date-time-input-output#about-the-elements-used-in-input-and-output-formats
 * Longer ones first. Everything else that is a letter is refused, unless it stands in double quotes.
 */
const WRITTEN: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'],
  ['YY', '%y'],
  ['MMMM', '%B'],
  ['MON', '%b'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['DY', '%a'],
  ['HH24', '%H'],
  ['HH12', '%I'],
  ['AM', '%p'],
  ['PM', '%p'],
  ['MI', '%M'],
  ['SS', '%S'],
  ['FF3', '%g'],
  ['FF6', '%f'],
];
/** Reading takes fractions of any length as %f or %n do; FF3 would be read as %g. */
const READ: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'],
  ['YY', '%y'],
  ['MMMM', '%B'],
  ['MON', '%b'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['DY', '%a'],
  ['HH24', '%H'],
  ['HH12', '%I'],
  ['AM', '%p'],
  ['PM', '%p'],
  ['MI', '%M'],
  ['SS', '%S'],
  ['FF9', '%n'],
  ['FF6', '%f'],
  ['FF3', '%g'],
  ['FF', '%f'],
];

interface Part {
  readonly strftime: string;
  /** What a text has to look like at this place to be read. */
  readonly shape: string;
  readonly digits: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const SHAPES: Readonly<Record<string, string>> = {
  YYYY: '[0-9]{4}',
  YY: '[0-9]{2}',
  MMMM: '[A-Za-z]+',
  MON: '[A-Za-z]{3}',
  DY: '[A-Za-z]{3}',
  AM: '[AaPp][Mm]',
  PM: '[AaPp][Mm]',
  FF9: '[0-9]{1,9}',
  FF6: '[0-9]{1,6}',
  FF3: '[0-9]{1,3}',
  FF: '[0-9]{1,9}',
};

function parts(
  format: string,
  elements: readonly (readonly [string, string])[],
  at: Offset,
): readonly Part[] {
  const found: Part[] = [];
  let rest = format;
  const take = (length: number, part: Part): void => {
    found.push(part);
    rest = rest.slice(length);
  };
  const literally = (text: string): Part => ({
    strftime: text.replaceAll('%', '%%'),
    shape: escaped(text),
    digits: false,
  });
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest);
    const element = elements.find(([name]) => rest.toUpperCase().startsWith(name));
    const word = /^[a-z]+/i.exec(rest)?.[0];
    if (quoted) take(quoted[0].length, literally(quoted[1] ?? ''));
    else if (element)
      take(element[0].length, {
        strftime: element[1],
        shape: SHAPES[element[0]] ?? '[0-9]{1,2}',
        digits: !/^(M{4}|MON|DY|AM|PM)$/.test(element[0]),
      });
    else if (word === undefined) take(1, literally(rest[0] ?? ''));
    else if (word.toLowerCase() === 'hours') take(word.length, literally(word));
    else if (/^T/i.test(word)) take(1, literally(rest[0] ?? ''));
    else refuse(`The format element ${word}`, at, 'Put literal text into double quotes.');
  }
  return found;
}

/** The format to write with. */
export const writing = (format: string, at: Offset): string =>
  literal(
    parts(format, WRITTEN, at)
      .map((part) => part.strftime)
      .join(''),
  );

/**
 * The format to read with, and the shape of what it reads: DuckDB would take a year of two digits for YYYY, and blanks
 * before the text. Elements without anything between them have all their digits.
 */
export function reading(format: string, at: Offset): { readonly strptime: string; readonly shape: string } {
  const found = parts(format, READ, at);
  const shape = found.map((part, index) => {
    const touches = part.digits && (found[index - 1]?.digits === true || found[index + 1]?.digits === true);
    return touches ? part.shape.replace('{1,', '{') : part.shape;
  });
  return { strptime: literal(found.map((part) => part.strftime).join('')), shape: literal(shape.join('')) };
}
