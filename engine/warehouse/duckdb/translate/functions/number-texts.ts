import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, literal, simple, type Sql } from '../emit/sql';
import { asNumber } from '../expressions/coercion';
import { refuse, type Offset } from '../refusal';
import { mandatory, mandatoryAfter, readNumberFormat, type NumberFormat } from './number-format';

const number = (value: number, at: Offset): Sql => simple(String(value), 'integer', at);
const string = (value: string, at: Offset): Sql => simple(literal(value), 'text', at);

/** TO_CHAR of a number with a format. https://docs.snowflake.com/en/sql-reference/functions/to_char */
export function numberText(value: Sql, pattern: string, at: Offset): Sql {
  const format = readNumberFormat(pattern, at);
  const printed = body(asNumber(value, 'TO_CHAR()'), format, at);
  if (format.before === '' && format.after === '') return printed;
  const around = [literal(format.before), printed.text, literal(format.after)];
  return atom(`(${around.join(' || ')})`, 'text', at);
}

function body(value: Sql, format: NumberFormat, at: Offset): Sql {
  switch (format.kind) {
    case 'TM9':
      return text(value, 'TO_CHAR()');
    case 'TME':
      if (value.type === 'float') refuse('TME of a FLOAT', at, 'Cast it to a NUMBER.');
      return macro(
        'scientific',
        [text(value, 'TO_CHAR()'), string(format.lower ? 'e' : 'E', at)],
        'text',
        at,
      );
    case 'hex':
      return hexadecimal(value, format, at);
    case 'fixed':
      return fixed(value, format, at);
  }
}

function hexadecimal(value: Sql, format: NumberFormat, at: Offset): Sql {
  if (format.sign !== 'before' && format.sign !== 'S before') refuse('This sign of a hexadecimal number', at);
  const args = [
    atom(`CAST(${value.text} AS DECIMAL(38,4))`, 'number', at),
    number(format.whole.length, at),
    number(Math.max(mandatory(format.whole), 1), at),
    string(format.sign === 'S before' ? 'S' : '', at),
  ];
  const printed = macro('hexadecimal', args, 'text', at);
  const cased = format.lower ? `lower(${printed.text})` : printed.text;
  return atom(format.compact ? `ltrim(${cased}, ' ')` : cased, 'text', at);
}

/** Separators stand at every third digit, or nowhere. */
function grouped({ whole, groups }: NumberFormat, at: Offset): boolean {
  const thirds = Array.from({ length: Math.ceil(whole.length / 3) - 1 }, (_unused, index) => 3 * (index + 1));
  if (groups.length === 0) return false;
  if (groups.join() !== thirds.join()) refuse('Separators elsewhere than at every third digit', at);
  return true;
}

function fixed(value: Sql, format: NumberFormat, at: Offset): Sql {
  const places = format.fraction?.length ?? 0;
  const decimal = atom(
    value.type === 'float'
      ? macro(
          'float_to_decimal',
          [value, number(places, at), simple(`CAST(NULL AS DECIMAL(38,${places}))`, 'number', at)],
          'number',
          at,
        ).text
      : `round(CAST(${value.text} AS DECIMAL(38,${Math.max(places, 12)})), ${places})`,
    'number',
    at,
  );
  const digits = macro(
    'fixed_digits',
    [
      decimal,
      number(format.whole.length, at),
      number(Math.max(mandatory(format.whole), format.blankZero ? 0 : 1), at),
      number(format.fraction === undefined ? -1 : places, at),
      number(mandatoryAfter(format.fraction ?? ''), at),
      string(grouped(format, at) ? ',' : '', at),
    ],
    'text',
    at,
  );
  const width = format.whole.length + format.groups.length + (format.fraction === undefined ? 0 : places + 1);
  return macro(
    'signed_digits',
    [
      decimal,
      value,
      digits,
      number(width, at),
      string(format.sign, at),
      string(format.dollar ? '$' : '', at),
      simple(format.compact ? 'TRUE' : 'FALSE', 'boolean', at),
    ],
    'text',
    at,
  );
}
