import { literal } from '../emit/sql';
import { refuse, type Offset } from '../refusal';

/**
 * Snowflake's format elements in strftime's. https://docs.snowflake.com/en/sql-reference/date-time-input-output#about-the-elements-used-in-input-and-output-formats
 * Longer ones first. Everything else that is a letter is refused, unless it stands in double quotes.
 */
const WRITTEN: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'], ['YY', '%y'], ['MMMM', '%B'], ['MON', '%b'], ['MM', '%m'], ['DD', '%d'], ['DY', '%a'],
  ['HH24', '%H'], ['HH12', '%I'], ['AM', '%p'], ['PM', '%p'], ['MI', '%M'], ['SS', '%S'],
  ['FF3', '%g'], ['FF6', '%f'],
];
/** Reading takes fractions of any length as %f or %n do; FF3 would be read as %g. */
const READ: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'], ['YY', '%y'], ['MMMM', '%B'], ['MON', '%b'], ['MM', '%m'], ['DD', '%d'], ['DY', '%a'],
  ['HH24', '%H'], ['HH12', '%I'], ['AM', '%p'], ['PM', '%p'], ['MI', '%M'], ['SS', '%S'],
  ['FF9', '%n'], ['FF6', '%f'], ['FF3', '%g'], ['FF', '%f'],
];

export function strftime(format: string, purpose: 'write' | 'read', at: Offset): string {
  const elements = purpose === 'write' ? WRITTEN : READ;
  let rest = format;
  let written = '';
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest);
    const upper = rest.toUpperCase();
    const element = elements.find(([name]) => upper.startsWith(name));
    if (quoted) {
      written += (quoted[1] ?? '').replaceAll('%', '%%');
      rest = rest.slice(quoted[0].length);
    } else if (element) {
      written += element[1];
      rest = rest.slice(element[0].length);
    } else if (/^[a-z]/i.test(rest) && purpose === 'read' && upper.startsWith('T')) {
      written += rest[0];
      rest = rest.slice(1);
    } else if (/^[a-z]/i.test(rest)) {
      const word = /^[a-z0-9]+/i.exec(rest)?.[0] ?? rest;
      if (!isPlainWord(word)) refuse(`The format element ${word}`, at, 'Put literal text into double quotes.');
      written += word;
      rest = rest.slice(word.length);
    } else {
      written += rest[0] === '%' ? '%%' : (rest[0] ?? '');
      rest = rest.slice(1);
    }
  }
  return literal(written);
}

/** A word with none of the letters that elements are made of would be copied: only those that the documentation prints. */
const isPlainWord = (word: string): boolean => word.toLowerCase() === 'hours' || word.toUpperCase() === 'T';
