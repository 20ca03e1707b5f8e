import { typeFailure } from '../values/failure';
import { asInt, typeName, orElse } from '../values/inspect';
import { repr, text } from '../values/print';
import { Range } from '../values/natives';
import { Dict, Tuple, Undefined, type Value } from '../values/types';
import { asFloat } from './arithmetic';
import { formatFloat, pad } from './format-spec';

const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\d+|\*)?(?:\.(\d+|\*))?(.)?/gsu;

/** Python's `'%s of %d' % (a, b)`. */
export function printf(format: string, operand: Value): string {
  const items = operand instanceof Tuple ? operand.items : [operand];
  let next = 0;
  const take = (): Value => {
    const item = items[next++];
    return item === undefined ? typeFailure('not enough arguments for format string') : item;
  };
  const result = format.replace(
    CONVERSION,
    (_all, key: string | undefined, flags: string, width?: string, precision?: string, type?: string) => {
      if (type === undefined) return typeFailure('incomplete format');
      if (type === '%') return '%';
      const size = width === '*' ? Number(asInt(take())) : Number(width ?? 0);
      const places =
        precision === '*' ? Number(asInt(take())) : precision === undefined ? undefined : Number(precision);
      return convert(key === undefined ? take() : byKey(operand, key), type, flags, size, places);
    },
  );
  if (next < items.length && !isSubscriptable(operand)) {
    return typeFailure('not all arguments converted during string formatting');
  }
  return result;
}

/** What Python takes for a mapping here, and so does not require to be used up: a list passes, a tuple does not. */
const isSubscriptable = (operand: Value): boolean =>
  operand instanceof Dict ||
  Array.isArray(operand) ||
  operand instanceof Range ||
  operand instanceof Undefined;

function byKey(operand: Value, key: string): Value {
  if (!(operand instanceof Dict)) return typeFailure('format requires a mapping');
  return orElse(operand.get(key), () => typeFailure(repr(key)));
}

function convert(
  value: Value,
  type: string,
  flags: string,
  width: number,
  places: number | undefined,
): string {
  if (type === 's' || type === 'r' || type === 'a') {
    const full = type === 's' ? text(value) : repr(value);
    return pad(
      places === undefined ? full : full.slice(0, places),
      ' ',
      flags.includes('-') ? '<' : '>',
      width,
    );
  }
  const { minus, digits } = number(value, type, places, flags.includes('#'));
  const prefix = minus ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('0') && !flags.includes('-'))
    return prefix + digits.padStart(width - prefix.length, '0');
  return pad(prefix + digits, ' ', flags.includes('-') ? '<' : '>', width);
}

function number(value: Value, type: string, places: number | undefined, alternate: boolean) {
  const real = asFloat(value);
  if ('diu'.includes(type)) {
    if (real === undefined)
      return typeFailure(`%${type} format: a real number is required, not ${typeName(value)}`);
    const int = asInt(value) ?? Math.trunc(real);
    const digits = String(int).replace('-', '');
    return { minus: int < 0, digits: digits.padStart(places ?? 0, '0') };
  }
  if ('oxX'.includes(type)) {
    const int = asInt(value);
    if (int === undefined)
      return typeFailure(`%${type} format: an integer is required, not ${typeName(value)}`);
    const digits = BigInt(int)
      .toString(type === 'o' ? 8 : 16)
      .replace('-', '');
    const prefix = alternate ? `0${type}` : '';
    return {
      minus: int < 0,
      digits: prefix + (type === 'X' ? digits.toUpperCase() : digits).padStart(places ?? 0, '0'),
    };
  }
  if ('eEfFgG'.includes(type)) {
    if (real === undefined) return typeFailure(`must be real number, not ${typeName(value)}`);
    return {
      minus: real < 0 || Object.is(real, -0),
      digits: formatFloat(Math.abs(real), type, places, alternate),
    };
  }
  if (type === 'c') {
    return { minus: false, digits: typeof value === 'string' ? value : String.fromCodePoint(real ?? 0) };
  }
  return typeFailure(`unsupported format character '${type}'`);
}
