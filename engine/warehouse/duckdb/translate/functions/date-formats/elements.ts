import { refuse, type Offset } from '../../refusal';

/** One of Snowflake's format elements: what writes it, what reads it, and what it can read. */
export interface Element {
  readonly name: string;
  /** Of DuckDB's strftime; or how many digits of a fraction, or the half of the day in one letter. */
  readonly write?: string | { readonly fraction: number } | { readonly halfOfDay: true };
  /** Of DuckDB's strptime. */
  readonly read?: string;
  /** What it reads, as a regular expression. */
  readonly shape?: string;
  readonly part: 'year' | 'date' | 'time' | 'zone';
}

const date = (name: string, write: string, read = write.replace('-', ''), shape = '[0-9]{1,2}'): Element => ({
  name,
  write,
  read,
  shape,
  part: 'date',
});
const time = (name: string, write: string, shape = '[0-9]{1,2}'): Element => ({
  name,
  write,
  read: write.replace('-', ''),
  shape,
  part: 'time',
});
const NATIVE_FRACTIONS: Readonly<Record<number, string>> = { 3: '%g', 6: '%f', 9: '%n' };

/** Read are up to as many digits; a TIMESTAMP of DuckDB has six. */
const fraction = (name: string, digits: number): Element => ({
  name,
  write: NATIVE_FRACTIONS[digits] ?? { fraction: digits },
  ...(digits === 0
    ? {}
    : {
        read: '%f',
        shape: digits <= 6 ? `[0-9]{1,${digits}}` : `[0-9]{1,6})(0{0,${digits - 6}})(`,
      }),
  part: 'time',
});
const MONTH_NAME = '[A-Za-z]{3,9}';

/**
 * https://docs.snowflake.com/en/sql-reference/date-time-input-output#about-the-elements-used-in-input-and-output-formats
 * Refused when reading: Y and UUUU, P, FF0. Refused when writing: offsets but TZHTZM of a TIMESTAMP_LTZ.
 */
const ELEMENTS: readonly Element[] = [
  { name: 'YYYY', write: '%Y', read: '%Y', shape: '[0-9]{1,4}', part: 'year' },
  { name: 'UUUU', write: '%Y', part: 'year' },
  { name: 'YY', write: '%y', read: '%y', shape: '[0-9]{1,2}', part: 'year' },
  { name: 'Y', write: '%-y', part: 'year' },
  date('MMMM', '%B', '%b', MONTH_NAME),
  date('MON', '%b', '%b', MONTH_NAME),
  date('MM', '%m'),
  date('MO', '%-m'),
  date('DD', '%d'),
  date('DY', '%a', '%a', '[A-Za-z]{3}'),
  date('D', '%-d'),
  time('HH24', '%H'),
  time('HH12', '%I'),
  time('H24', '%-H'),
  time('H12', '%-I'),
  time('HH', '%H'),
  time('H', '%-H'),
  time('AM', '%p', '[AaPp][Mm]'),
  time('PM', '%p', '[AaPp][Mm]'),
  { name: 'P', write: { halfOfDay: true }, part: 'time' },
  time('MI', '%M'),
  time('ME', '%-M'),
  time('SS', '%S'),
  time('S', '%-S'),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digits) => fraction(`FF${digits}`, digits)),
  fraction('FF', 9),
  { name: 'TZH:TZM', read: '%z', shape: '[+-][0-9]{1,2}:[0-9]{2}', part: 'zone' },
  { name: 'TZHTZM', write: '+0000', read: '%z', shape: '[+-][0-9]{4}', part: 'zone' },
  { name: 'TZH', read: '%z', shape: '[+-][0-9]{2}', part: 'zone' },
];

const LONGEST_FIRST = [...ELEMENTS].sort((left, right) => right.name.length - left.name.length);

export type Piece = { readonly element: Element } | { readonly text: string };

export const elementsOf = (pieces: readonly Piece[]): readonly Element[] =>
  pieces.flatMap((piece) => ('element' in piece ? [piece.element] : []));

/**
 * Text in double quotes and everything that is no letter stands for itself, and so does a T before the hours.
 * Any other letter has to belong to an element: `EST` without quotes would be taken apart in ways that are not documented.
 */
export function piecesOf(format: string, at: Offset): readonly Piece[] {
  const found: Piece[] = [];
  let rest = format;
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest);
    const word = /^[a-z]+/i.exec(rest)?.[0] ?? '';
    const element = LONGEST_FIRST.find(({ name }) => rest.toUpperCase().startsWith(name));
    let length = 1;
    if (quoted) {
      found.push({ text: quoted[1] ?? '' });
      length = quoted[0].length;
    } else if (word.toLowerCase() === 'hours') {
      // An example of TO_CHAR prints this word as it is, although it begins with an element.
      found.push({ text: word });
      length = word.length;
    } else if (element) {
      length = element.name.length;
      unambiguous(word, length, at);
      found.push({ element });
    } else if (word === '' || /^T(HH|H24|H12)/i.test(word)) {
      found.push({ text: rest[0] ?? '' });
    } else {
      refuse(`The format element ${word}`, at, 'Put literal text into double quotes.');
    }
    rest = rest.slice(length);
  }
  halvesOfDay(elementsOf(found), at);
  return found;
}

/** `YYY`, `DDD` and `SSS` could be taken apart in more than one way. */
function unambiguous(word: string, length: number, at: Offset): void {
  const [last, next] = [word[length - 1]?.toUpperCase(), word[length]?.toUpperCase()];
  if (last !== undefined && last === next)
    refuse(`The format ${word}`, at, 'Put something between its elements.');
}

/** AM and PM go with the hours to 12, and the hours to 12 with them when they are read. */
function halvesOfDay(elements: readonly Element[], at: Offset): void {
  const half = elements.find(({ name }) => ['AM', 'PM', 'P'].includes(name));
  const full = elements.find(({ name }) => ['HH24', 'H24', 'HH', 'H'].includes(name));
  if (half && full) refuse(`The format element ${half.name} with ${full.name}`, at, 'Use HH12.');
}
