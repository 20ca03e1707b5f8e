import { macro } from '../emit/macro';
import { scalar } from '../emit/operand';
import { atom } from '../emit/sql';
import { isNumeric, type Type } from '../emit/type';
import { asFloat, asNumber } from '../expressions/coercion';
import { remainder, typed } from '../expressions/division';
import { numeric } from '../expressions/operator';
import { refuse } from '../refusal';
import { round, towards, trunc } from './rounding';
import { argumentsOf, native, required, viaMacro, type Rule, type Rules } from './rule';

/** Arguments become FLOAT, as does the result. What has no result (sqrt(-1), ln(0)) is an error in both engines. */
const float =
  (print: (...args: string[]) => string, params = 1): Rule =>
  (call, env) =>
    atom(
      print(...argumentsOf(call, env, params).map((arg) => asFloat(arg, `${call.name}()`).text)),
      'float',
      call.at,
    );

/** The same of functions that DuckDB does not stop where they have no result, or one beyond a FLOAT. */
const bounded =
  (print: (...args: string[]) => string, params = 1): Rule =>
  (call, env) =>
    macro('computed', [float(print, params)(call, env)], 'float', call.at);

const floatMacro =
  (name: string, params: number): Rule =>
  (call, env) =>
    macro(
      name,
      argumentsOf(call, env, params).map((arg) => asFloat(arg, `${call.name}()`)),
      'float',
      call.at,
    );

/** A function of one number that keeps its type. */
const kept =
  (name: string, type?: Type): Rule =>
  (call, env) => {
    const value = typed(asNumber(required(argumentsOf(call, env, 1), 0), `${call.name}()`));
    return atom(`${name}(${value.text})`, type ?? (isNumeric(value.type) ? value.type : 'numeric'), call.at);
  };

/** Whole numbers of 128 bits, as in Snowflake. https://docs.snowflake.com/en/sql-reference/expressions-byte-bit */
const bits =
  (params: number, print: (...args: string[]) => string): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, params).map((arg) => {
      scalar(arg, `${call.name}()`);
      if (arg.type === 'text' || arg.type === 'binary' || arg.type === 'boolean')
        refuse(`${call.name}() of a ${arg.type.toUpperCase()}`, arg.at, 'Cast it to a number.');
      return `CAST(${arg.text} AS HUGEINT)`;
    });
    return atom(`(${print(...args)})`, 'integer', call.at);
  };

const BITAND = bits(2, (a, b) => `${a} & ${b}`);
const BITOR = bits(2, (a, b) => `${a} | ${b}`);
const BITXOR = bits(2, (a, b) => `xor(${a}, ${b})`);
const BITNOT = bits(1, (a) => `~${a}`);
const BITSHIFTLEFT = bits(2, (a, n) => `${a} << ${n}`);
const BITSHIFTRIGHT = bits(2, (a, n) => `${a} >> ${n}`);

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numbers: Rules = {
  ABS: kept('abs'),
  SIGN: kept('sign', 'integer'),
  ROUND: round,
  TRUNC: trunc,
  TRUNCATE: trunc,
  FLOOR: towards('floor'),
  CEIL: towards('ceil'),
  MOD: (call, env) => {
    const args = argumentsOf(call, env, 2).map((arg) => typed(asNumber(arg, 'MOD()')));
    const [one, other] = [required(args, 0), required(args, 1)];
    return remainder(one, other, numeric(one.type, other.type), call.at);
  },
  SQRT: float((x) => `sqrt(${x})`),
  CBRT: floatMacro('cube_root', 1),
  SQUARE: float((x) => `power(${x}, 2)`),
  POWER: bounded((x, y) => `power(${x}, ${y})`, 2),
  POW: bounded((x, y) => `power(${x}, ${y})`, 2),
  EXP: bounded((x) => `exp(${x})`),
  LN: float((x) => `ln(${x})`),
  LOG: floatMacro('logarithm', 2),
  FACTORIAL: viaMacro('factorial', ['whole'], 'integer'),
  PI: native([], 'float', () => 'pi()'),
  RADIANS: float((x) => `radians(${x})`),
  DEGREES: float((x) => `degrees(${x})`),
  SIN: float((x) => `sin(${x})`),
  COS: float((x) => `cos(${x})`),
  TAN: float((x) => `tan(${x})`),
  COT: bounded((x) => `cot(${x})`),
  ASIN: float((x) => `asin(${x})`),
  ACOS: float((x) => `acos(${x})`),
  ATAN: float((x) => `atan(${x})`),
  ATAN2: float((y, x) => `atan2(${y}, ${x})`, 2),
  SINH: bounded((x) => `sinh(${x})`),
  COSH: bounded((x) => `cosh(${x})`),
  TANH: float((x) => `tanh(${x})`),
  ASINH: float((x) => `asinh(${x})`),
  ACOSH: bounded((x) => `acosh(${x})`),
  ATANH: bounded((x) => `atanh(${x})`),
  HAVERSINE: float(
    (lat1, lon1, lat2, lon2) =>
      `2 * 6371 * asin(sqrt(power(sin(radians((${lat2}) - (${lat1})) / 2), 2) + cos(radians(${lat1})) * cos(radians(${lat2})) * power(sin(radians((${lon2}) - (${lon1})) / 2), 2)))`,
    4,
  ),
  WIDTH_BUCKET: (call, env) => {
    const args = argumentsOf(call, env, 4).map((arg) => typed(asNumber(arg, 'WIDTH_BUCKET()')));
    return macro('width_bucket', args, 'integer', call.at);
  },
  BITAND,
  BIT_AND: BITAND,
  BITOR,
  BIT_OR: BITOR,
  BITXOR,
  BIT_XOR: BITXOR,
  BITNOT,
  BIT_NOT: BITNOT,
  BITSHIFTLEFT,
  BIT_SHIFTLEFT: BITSHIFTLEFT,
  BITSHIFTRIGHT,
  BIT_SHIFTRIGHT: BITSHIFTRIGHT,
  GETBIT: bits(2, (a, n) => `(${a} >> ${n}) & 1`),
};
