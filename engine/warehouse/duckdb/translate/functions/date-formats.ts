import { literal } from '../emit/sql';
import { refuse, type Offset } from '../refusal';

/** One of Snowflake's format elements: what writes it, what reads it, and what it can read. */
interface Element {
  readonly write?: string;
  readonly read?: string;
  readonly shape?: string;
}

const one = (write: string, read = write.replace('-', '')): Element => ({ write, read, shape: '[0-9]{1,2}' });
const monthName = (write: string): Element => ({ write, read: '%b', shape: '[A-Za-z]{3,9}' });
const halfOfDay: Element = { write: '%p', read: '%p', shape: '[AaPp][Mm]' };

/**
 * https://docs.snowflake.com/en/sql-reference/date-time-input-output#about-the-elements-used-in-input-and-output-formats
 * Reading takes up to the number of digits an element has. Not here, and so refused: Y, YY when reading
 * (TWO_DIGIT_CENTURY_START), UUUU, P, fractions of other than 3, 6 or 9 digits, and offsets (TZH, TZM).
 */
const ELEMENTS: Readonly<Record<string, Element>> = {
  YYYY: { write: '%Y', read: '%Y', shape: '[0-9]{1,4}' },
  YY: { write: '%y' },
  MMMM: monthName('%B'),
  MON: monthName('%b'),
  MM: one('%m'),
  MO: one('%-m'),
  DD: one('%d'),
  DY: { write: '%a', read: '%a', shape: '[A-Za-z]{3}' },
  D: one('%-d'),
  HH24: one('%H'),
  HH12: one('%I'),
  H24: one('%-H'),
  H12: one('%-I'),
  HH: one('%H'),
  H: one('%-H'),
  AM: halfOfDay,
  PM: halfOfDay,
  MI: one('%M'),
  ME: one('%-M'),
  SS: one('%S'),
  S: one('%-S'),
  FF9: { write: '%n', read: '%n', shape: '[0-9]{1,9}' },
  FF6: { write: '%f', read: '%f', shape: '[0-9]{1,6}' },
  FF3: { write: '%g', read: '%g', shape: '[0-9]{1,3}' },
  FF0: { write: '' },
  FF: { write: '%n', read: '%n', shape: '[0-9]{1,9}' },
};

const LONGEST_FIRST = Object.keys(ELEMENTS).sort((left, right) => right.length - left.length);

type Part = { readonly element: string } | { readonly text: string };

/**
 * Text in double quotes and everything that is no letter stands for itself, and so does a T between date and time.
 * Any other letter has to belong to an element: `EST` without quotes would be taken apart in ways that are not documented.
 */
function parts(format: string, at: Offset): readonly Part[] {
  const found: Part[] = [];
  let rest = format;
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest);
    const word = /^[a-z]+/i.exec(rest)?.[0] ?? '';
    const element = LONGEST_FIRST.find((name) => rest.toUpperCase().startsWith(name));
    // An example of TO_CHAR prints this word as it is, although it begins with an element.
    if (quoted) found.push({ text: quoted[1] ?? '' });
    else if (word.toLowerCase() === 'hours') found.push({ text: word });
    else if (element !== undefined) found.push({ element });
    else if (word === '' || /^T/i.test(word)) found.push({ text: rest[0] ?? '' });
    else refuse(`The format element ${word}`, at, 'Put literal text into double quotes.');
    const last = found.at(-1);
    const taken =
      quoted?.[0].length ?? (last && 'element' in last ? last.element.length : (last?.text.length ?? 1));
    rest = rest.slice(taken);
  }
  return found;
}

const printed = (found: readonly Part[], way: 'write' | 'read', at: Offset): string =>
  found
    .map((part) => {
      if ('text' in part) return part.text.replaceAll('%', '%%');
      return ELEMENTS[part.element]?.[way] ?? refuse(`The format element ${part.element} here`, at);
    })
    .join('');

/** The format to write with. */
export const writing = (format: string, at: Offset): string =>
  literal(printed(parts(format, at), 'write', at));

export interface Reading {
  /** A list of formats as a DuckDB expression: a month may be written in full or in short. */
  readonly formats: string;
  /** What a text has to look like: DuckDB would also take blanks before it, or years of five digits. */
  readonly shape: string;
}

/** Elements with nothing between them have all their digits. */
export function reading(format: string, at: Offset): Reading {
  const found = parts(format, at);
  const shapeOf = (part: Part | undefined): string =>
    part && 'element' in part ? (ELEMENTS[part.element]?.shape ?? '') : '';
  const isDigits = (part: Part | undefined): boolean => shapeOf(part).startsWith('[0-9]');
  const shape = found.map((part, index) => {
    if ('text' in part) return part.text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    const touches = isDigits(part) && (isDigits(found[index - 1]) || isDigits(found[index + 1]));
    return touches ? shapeOf(part).replace('{1,', '{') : shapeOf(part);
  });
  const text = printed(found, 'read', at);
  const formats = text.includes('%b') ? [text, text.replaceAll('%b', '%B')] : [text];
  return { formats: `[${formats.map(literal).join(', ')}]`, shape: literal(shape.join('')) };
}
