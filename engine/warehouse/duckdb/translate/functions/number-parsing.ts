import { macro } from '../emit/macro';
import { literal, simple, type Sql } from '../emit/sql';
import { refuse, type Offset } from '../refusal';
import { mandatory, mandatoryAfter, readNumberFormat, type NumberFormat } from './number-format';

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * A text that reads as a number by one of the formats, in lax mode, as digits with a point and a sign before.
 * https://docs.snowflake.com/en/sql-reference/sql-format-models#parsing-numbers-using-fixed-position-formats-and-the-modifiers
 */
export function formattedDigits(value: Sql, pattern: string, attempt: boolean, at: Offset): Sql {
  const formats = pattern.split('|').map((part) => readNumberFormat(part, at));
  const hex = formats.some(({ kind }) => kind === 'hex');
  if (hex && formats.length > 1) refuse('A hexadecimal format beside another', at);
  const expression = `\\s*(?:${formats.map(matching).join('|')})\\s*`;
  const read = hex ? 'hexadecimal_digits' : 'formatted_digits';
  const args = [value, simple(literal(expression), 'text', at), simple(literal(pattern), 'text', at)];
  return macro(attempt ? `try_${read}` : read, attempt ? args.slice(0, 2) : args, 'text', at);
}

function matching(format: NumberFormat): string {
  const { before, after, sign, dollar } = format;
  const number = digits(format);
  const leading =
    sign === 'before' ? '-?' : sign === 'MI before' ? '[-+]?' : sign === 'S before' ? '[-+]' : '';
  const trailing = sign === 'MI after' ? '[-+]?' : sign === 'S after' ? '[-+]' : '';
  return `${escaped(before)}${leading} *${dollar ? '\\$' : ''}${number}${trailing}${escaped(after)}`;
}

function digits(format: NumberFormat): string {
  switch (format.kind) {
    case 'TM9':
      return '(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)';
    case 'TME':
      return '(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)[eE][-+]?[0-9]+';
    case 'hex':
      return `[0-9A-Fa-f]{1,${Math.min(format.whole.length, 15)}}`;
    case 'fixed':
      return `(?:${whole(format).join('|')})${fraction(format)}`;
  }
}

/** Separators may be left out; where one stands, the digits to its right have to be all there. */
function whole({ whole: positions, groups }: NumberFormat): readonly string[] {
  const least = Math.max(mandatory(positions), 1);
  const widths = [...groups.map((right, index) => right - (groups[index - 1] ?? 0))];
  const plain = `[0-9]{${least},${positions.length}}`;
  const separated = widths.map((_width, index) => {
    const right = widths.slice(0, index + 1);
    const rest = groups[index] ?? 0;
    const next = (groups[index + 1] ?? positions.length) - rest;
    const lead = Math.max(1, Math.min(least - rest, next));
    return least - rest > next
      ? '[^\\s\\S]'
      : `[0-9]{${lead},${next}}${[...right]
          .reverse()
          .map((width) => `,[0-9]{${width}}`)
          .join('')}`;
  });
  return [plain, ...separated];
}

function fraction({ fraction: positions }: NumberFormat): string {
  if (positions === undefined) return '';
  const least = mandatoryAfter(positions);
  const digitsAfter = `\\.[0-9]{${least},${positions.length}}`;
  return least === 0 ? `(?:${digitsAfter})?` : digitsAfter;
}
