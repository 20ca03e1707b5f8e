import { Float } from '../float';
import { asFloat, int, negate } from '../operations/arithmetic';
import { intArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { roundedText, roundHalfEven } from '../values/float-text';
import { asInt, typeName } from '../values/inspect';
import { Undefined, type Value } from '../values/types';
import { filter, type Filter } from './filter';

const abs = filter([], 0, (value) => {
  if (value instanceof Undefined) return value.fail();
  const number = asFloat(value);
  if (number === undefined) return typeFailure(`bad operand type for abs(): '${typeName(value)}'`);
  return number < 0 ? negate(value) : (asInt(value) ?? value);
});

const toInt = filter(['default', 'base'], 0, (value, fallback = 0, base = 10) => {
  if (value instanceof Undefined) return value.fail();
  if (typeof value === 'string')
    return parseInteger(value, intArgument(base, 10)) ?? truncated(parseFloating(value)) ?? fallback;
  return asInt(value) ?? (value instanceof Float ? truncated(value.value) : undefined) ?? fallback;
});

const truncated = (value: number | undefined): Value | undefined =>
  value === undefined || !Number.isFinite(value) ? undefined : int(BigInt(Math.trunc(value)));

const PREFIXES: { readonly [base: number]: string } = { 2: '0b', 8: '0o', 16: '0x' };

function parseInteger(written: string, base: number): number | bigint | undefined {
  const [, sign = '', rest = ''] = /^\s*([-+]?)(\w+)\s*$/u.exec(written) ?? [];
  const prefix = PREFIXES[base];
  const lower = rest.toLowerCase();
  const digits = (prefix && lower.startsWith(prefix) ? lower.slice(2) : lower).replace(
    /(?<=\w)_(?=\w)/gu,
    '',
  );
  if (digits === '' || [...digits].some((digit) => !(parseInt(digit, 36) < base))) return undefined;
  const size = [...digits].reduce((total, digit) => total * BigInt(base) + BigInt(parseInt(digit, 36)), 0n);
  return int(sign === '-' ? -size : size);
}

const FLOAT = /^\s*[-+]?(?:(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:e[-+]?\d+)?|inf(?:inity)?|nan)\s*$/iu;

function parseFloating(written: string): number | undefined {
  if (!FLOAT.test(written) || !/\d|inf|nan/iu.test(written)) return undefined;
  const lower = written.trim().toLowerCase().replaceAll('_', '');
  if (lower.includes('inf')) return lower.startsWith('-') ? -Infinity : Infinity;
  return lower.includes('nan') ? NaN : Number(lower);
}

const toFloat = filter(['default'], 0, (value, fallback = new Float(0)) => {
  if (value instanceof Undefined) return value.fail();
  const number = typeof value === 'string' ? parseFloating(value) : asFloat(value);
  return number === undefined ? fallback : new Float(number);
});

const round = filter(['precision', 'method'], 0, (value, precision = 0, method = 'common') => {
  const places = intArgument(precision, 0);
  if (method !== 'common' && method !== 'ceil' && method !== 'floor') {
    return typeFailure('method must be common, ceil or floor');
  }
  if (value instanceof Undefined) return value.fail();
  const number = asFloat(value);
  if (number === undefined) return typeFailure(`type ${typeName(value)} doesn't define __round__ method`);
  if (method !== 'common') return new Float(Math[method](number * 10 ** places) / 10 ** places);
  const integer = asInt(value);
  if (integer === undefined)
    return new Float(Number.isFinite(number) ? Number(roundedText(number, places)) : number);
  return places >= 0 ? integer : roundInteger(BigInt(integer), 10n ** BigInt(-places));
});

const roundInteger = (value: bigint, unit: bigint): Value =>
  int((value < 0n ? -roundHalfEven(-value, unit) : roundHalfEven(value, unit)) * unit);

export const numberFilters: readonly (readonly [string, Filter])[] = [
  ['abs', abs],
  ['int', toInt],
  ['float', toFloat],
  ['round', round],
];
