import { Float } from '../float';
import { typeFailure } from '../values/failure';
import { floatText, roundedText } from '../values/float-text';
import { asInt, codePoints, typeName } from '../values/inspect';
import { text } from '../values/print';
import { Undefined, type Value } from '../values/types';
import { asFloat } from './arithmetic';

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

/** Python's format specification mini-language: what follows the colon in `'{:>8.2f}'`. */
export function formatValue(value: Value, spec: string): string {
  if (value instanceof Undefined && spec !== '')
    return typeFailure('unsupported format string passed to Undefined.__format__');
  if (spec === '') return text(value);
  const match = SPEC.exec(spec);
  if (!match)
    return typeFailure(`Invalid format specifier '${spec}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign = '-', alternate, zero, width, group, precision, type] = match;
  const places = precision === undefined ? undefined : Number(precision);
  const numeric = asFloat(value) !== undefined && (typeof value !== 'boolean' || type !== undefined);
  if (typeof value === 'string') {
    if (type !== undefined && type !== 's') return wrongCode(type, value);
    return pad(places === undefined ? value : sliceText(value, places), fill ?? ' ', align ?? '<', width);
  }
  if (!numeric) {
    return typeFailure(`unsupported format string passed to ${typeName(value)}.__format__`);
  }
  const { minus, digits } = formatNumber(value, type, places, group, alternate !== undefined);
  const prefix = minus ? '-' : sign === '-' ? '' : sign;
  if (align === '=' || (align === undefined && zero !== undefined)) {
    const body = digits.padStart(Math.max(0, Number(width ?? 0) - prefix.length), fill ?? '0');
    return prefix + body;
  }
  return pad(prefix + digits, fill ?? (zero === undefined ? ' ' : '0'), align ?? '>', width);
}

function formatNumber(
  value: Value,
  type: string | undefined,
  places: number | undefined,
  group: string | undefined,
  alternate: boolean,
): { readonly minus: boolean; readonly digits: string } {
  const int = asInt(value);
  if (int !== undefined && (type === undefined || 'bcdnoxX'.includes(type))) {
    const size = BigInt(int) < 0n ? -BigInt(int) : BigInt(int);
    if (type === 'c') return { minus: false, digits: String.fromCodePoint(Number(int)) };
    const base = ({ b: 2, o: 8, x: 16, X: 16 } as const)[type ?? ''] ?? 10;
    const digits = groupDigits(size.toString(base), group, base === 10 ? 3 : 4);
    const prefix = alternate && base !== 10 ? `0${type ?? ''}` : '';
    return { minus: BigInt(int) < 0n, digits: prefix + (type === 'X' ? digits.toUpperCase() : digits) };
  }
  const number = asFloat(value);
  if (number === undefined || (type !== undefined && 'bcdosxX'.includes(type)))
    return wrongCode(type ?? '', value);
  const minus = number < 0 || Object.is(number, -0);
  const digits = formatFloat(Math.abs(number), type, places, alternate);
  const [whole = '', rest] = digits.split(/(?=[.e%])/su, 2).length === 1 ? [digits] : splitWhole(digits);
  return { minus, digits: groupDigits(whole, group, 3) + (rest ?? '') };
}

const splitWhole = (digits: string): readonly [string, string] => {
  const end = digits.search(/[.eE%]/);
  return end < 0 ? [digits, ''] : [digits.slice(0, end), digits.slice(end)];
};

/** A float that is not negative, under a type of `%` or format: e, f, g, %, or none. */
export function formatFloat(
  number: number,
  type: string | undefined,
  places: number | undefined,
  alternate = false,
): string {
  if (!Number.isFinite(number))
    return type && type === type.toUpperCase() && type !== '%'
      ? floatText(number).toUpperCase()
      : floatText(number);
  switch (type) {
    case 'f':
    case 'F':
      return roundedText(number, places ?? 6);
    case '%':
      return `${roundedText(number * 100, places ?? 6)}%`;
    case 'e':
    case 'E':
      return exponent(number.toExponential(places ?? 6), type);
    case undefined:
      if (places === undefined) return floatText(number);
      return general(number, places, alternate, 'e', true);
    default:
      return general(number, places ?? 6, alternate, type === 'G' ? 'E' : 'e', false);
  }
}

const exponent = (text: string, letter: string): string =>
  text.replace(
    /e([-+])(\d+)$/,
    (_all, sign: string, power: string) => `${letter}${sign}${power.padStart(2, '0')}`,
  );

function general(
  number: number,
  places: number,
  alternate: boolean,
  letter: string,
  keepPoint: boolean,
): string {
  const digits = Math.max(1, places);
  const scientific = number.toExponential(digits - 1);
  const power = Number(scientific.slice(scientific.indexOf('e') + 1));
  const trim = (plain: string): string =>
    alternate || !plain.includes('.') ? plain : plain.replace(/\.?0+$/, '');
  if (power < -4 || power >= (keepPoint ? Math.max(digits, 1) : digits)) {
    const [mantissa = '', rest = ''] = scientific.split('e');
    return exponent(`${trim(mantissa)}e${rest}`, letter);
  }
  const plain = trim(roundedText(number, digits - 1 - power));
  return keepPoint && !plain.includes('.') ? `${plain}.0` : plain;
}

const groupDigits = (digits: string, separator: string | undefined, size: 3 | 4): string =>
  separator === undefined
    ? digits
    : digits.replace(size === 3 ? /\B(?=(.{3})+$)/g : /\B(?=(.{4})+$)/g, separator);

const sliceText = (value: string, end: number): string => {
  const part = codePoints(value).slice(0, end);
  return typeof part === 'string' ? part : part.join('');
};

/** Pads to a width counted in code points. */
export function pad(value: string, fill: string, align: string, width: string | number | undefined): string {
  const missing = Number(width ?? 0) - codePoints(value).length;
  if (missing <= 0) return value;
  const left = align === '<' ? 0 : align === '^' ? Math.floor(missing / 2) : missing;
  return fill.repeat(left) + value + fill.repeat(missing - left);
}

function wrongCode(type: string, value: Value): never {
  return typeFailure(
    `Unknown format code '${type}' for object of type '${value instanceof Float ? 'float' : typeName(value)}'`,
  );
}
