import { arithmetic } from '../expressions/operator';
import { macro } from '../emit/macro';
import { scalar } from '../emit/operand';
import { atom } from '../emit/sql';
import { isNumeric } from '../emit/type';
import { refuse } from '../refusal';
import { argumentsOf, native, required, viaMacro, type Rule, type Rules } from './rule';

/** ROUND and TRUNC: half away from zero in both engines. A mode as third argument is refused. */
const rounded =
  (name: string): Rule =>
  (call, env) => {
    if (call.args.length === 3) refuse(`A rounding mode in ${call.name}()`, call.at);
    const args = argumentsOf(call, env, 1, 2);
    args.forEach((arg) => {
      arithmetic(arg, `${call.name}()`);
    });
    const type = required(args, 0).type;
    if (name === 'trunc' && !isNumeric(type) && args.length === 1 && type !== 'unknown')
      refuse(`${call.name}() of a ${type}`, call.at, 'Use DATE_TRUNC.');
    return atom(
      `${name}(${args.map((arg) => arg.text).join(', ')})`,
      type === 'integer' ? 'number' : type === 'unknown' ? 'numeric' : type,
      call.at,
    );
  };

/** DuckDB's take no scale. */
const towards =
  (name: string): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, 1, 2);
    const [value] = args;
    if (!value) throw new Error(`${name} has an argument`);
    arithmetic(value, `${call.name}()`);
    if (args.length === 1) return atom(`${name}(${value.text})`, value.type, call.at);
    return macro(`${name}_to`, args, value.type, call.at);
  };

const float = (print: (...args: string[]) => string, params = 1): Rule =>
  native(
    Array.from({ length: params }, () => 'scalar' as const),
    'float',
    print,
  );

const double = (x: string): string => `CAST(${x} AS DOUBLE)`;

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numbers: Rules = {
  ABS: (call, env) => {
    const [value] = argumentsOf(call, env, 1);
    if (!value) throw new Error('ABS has an argument');
    return atom(
      `abs(${scalar(value, 'ABS()').text})`,
      value.type === 'unknown' ? 'numeric' : value.type,
      call.at,
    );
  },
  ROUND: rounded('round'),
  TRUNC: rounded('trunc'),
  TRUNCATE: rounded('trunc'),
  FLOOR: towards('floor'),
  CEIL: towards('ceil'),
  MOD: viaMacro('modulo', ['scalar', 'scalar'], 'numeric'),
  SIGN: native(['scalar'], 'integer', (x) => `sign(${x})`),
  SQRT: float((x) => `sqrt(${x})`),
  SQUARE: float((x) => `power(${double(x ?? '')}, 2)`),
  POWER: float((x, y) => `power(${double(x ?? '')}, ${double(y ?? '')})`, 2),
  POW: float((x, y) => `power(${double(x ?? '')}, ${double(y ?? '')})`, 2),
  EXP: float((x) => `exp(${x})`),
  LN: float((x) => `ln(${x})`),
  LOG: float((base, x) => `ln(${x}) / ln(${base})`, 2),
  CBRT: float((x) => `cbrt(${x})`),
  PI: native([], 'float', () => 'pi()'),
  RADIANS: float((x) => `radians(${x})`),
  DEGREES: float((x) => `degrees(${x})`),
  SIN: float((x) => `sin(${x})`),
  COS: float((x) => `cos(${x})`),
  TAN: float((x) => `tan(${x})`),
  ASIN: float((x) => `asin(${x})`),
  ACOS: float((x) => `acos(${x})`),
  ATAN: float((x) => `atan(${x})`),
  ATAN2: float((y, x) => `atan2(${y}, ${x})`, 2),
  HAVERSINE: float(
    (lat1, lon1, lat2, lon2) =>
      `2 * 6371 * asin(sqrt(power(sin(radians((${lat2}) - (${lat1})) / 2), 2) + cos(radians(${lat1})) * cos(radians(${lat2})) * power(sin(radians((${lon2}) - (${lon1})) / 2), 2)))`,
    4,
  ),
  WIDTH_BUCKET: viaMacro('width_bucket', ['scalar', 'scalar', 'scalar', 'scalar'], 'integer'),
  BITAND: native(['whole', 'whole'], 'integer', (a, b) => `(${a} & ${b})`),
  BITOR: native(['whole', 'whole'], 'integer', (a, b) => `(${a} | ${b})`),
  BITXOR: native(['whole', 'whole'], 'integer', (a, b) => `xor(${a}, ${b})`),
};
