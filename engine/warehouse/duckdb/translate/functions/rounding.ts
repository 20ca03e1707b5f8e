import type { Environment } from '../emit/environment';
import { withDecimal, type Decimal } from '../emit/decimal';
import { macro } from '../emit/macro';
import { atom, simple, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { asNumber } from '../expressions/coercion';
import { typed } from '../expressions/division';
import { isMoment } from '../expressions/moment';
import { refuse, type Offset } from '../refusal';
import type { Call, Expression } from '../syntax/ast';
import { truncByUnit } from './dates/truncate';
import { argumentsOf, required, type Rule } from './rule';

/** EXPR => x, SCALE => s, ROUNDING_MODE => m, after what is given by position. */
function positional(call: Call): Call {
  const names = ['EXPR', 'SCALE', 'ROUNDING_MODE'];
  const named = names.slice(call.args.length).map((name) => call.named.get(name));
  const args = [...call.args, ...named].filter((arg): arg is Expression => arg !== undefined);
  const unknown = [...call.named.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) refuse(`The argument ${unknown} => of ${call.name}()`, call.at);
  return { ...call, args, named: new Map() };
}

interface Rounding {
  readonly value: Sql;
  /** Digits after the point, where they are written out. */
  readonly digits: number | undefined;
  readonly scale: Sql | undefined;
  readonly type: Type;
}

/**
 * NUMBER keeps as many digits after the point as are asked for, and DuckDB's type has to be known when the statement
 * is bound: so the scale has to be written out, but for a FLOAT.
 */
function rounding(call: Call, env: Environment, most: number): Rounding {
  const args = argumentsOf(call, env, 1, most);
  const value = typed(asNumber(required(args, 0), `${call.name}()`));
  const [, scale] = args;
  const digits = scale === undefined ? 0 : wholeOf(call.args[1]);
  if (digits === undefined && value.type !== 'float' && scale?.type !== 'null')
    refuse(`A scale of ${call.name}() that is no literal`, scale?.at ?? call.at, 'Write it as a number.');
  const type = value.type === 'unknown' || value.type === 'null' ? 'numeric' : value.type;
  return { value, digits, scale, type };
}

function wholeOf(node: Expression | undefined): number | undefined {
  const negative = node?.kind === 'unary' && node.operator === '-';
  const digits = negative ? node.operand : node;
  if (digits?.kind !== 'number' || !/^\d+$/.test(digits.text)) return undefined;
  return Math.max(-38, Math.min(38, negative ? -Number(digits.text) : Number(digits.text)));
}

/** What DuckDB takes for a scale that is a column. */
const scaleText = ({ digits, scale }: Rounding): string =>
  digits === undefined ? `CAST(${scale?.text ?? 'NULL'} AS INTEGER)` : String(digits);

/** DuckDB's DECIMAL has so many digits after the point as are asked for, if it had more. */
const kept = ({ value: { decimal }, digits }: Rounding): Decimal | undefined =>
  decimal && digits !== undefined
    ? { scale: Math.min(decimal.scale, Math.max(digits, 0)), precision: decimal.precision }
    : undefined;

/** Half away from zero, in both engines. https://docs.snowflake.com/en/sql-reference/functions/round */
export const round: Rule = (given, env) => {
  const call = positional(given);
  const rounded = rounding(call, env, 3);
  const { value, type } = rounded;
  const mode = call.args[2];
  if (mode && mode.kind !== 'string') return refuse('A rounding mode that is no literal', mode.at);
  if (mode?.kind === 'string' && mode.value.toUpperCase() !== 'HALF_AWAY_FROM_ZERO')
    return toEven(mode.value, mode.at, rounded, call);
  return withDecimal(atom(`round(${value.text}, ${scaleText(rounded)})`, type, call.at), kept(rounded));
};

function toEven(mode: string, at: Offset, { value, digits, type }: Rounding, call: Call): Sql {
  if (mode.toUpperCase() !== 'HALF_TO_EVEN') return refuse(`The rounding mode ${mode}`, at);
  if (type === 'float') return refuse('A rounding mode for a FLOAT', at, 'Cast it to a NUMBER.');
  if (digits === undefined || digits < 0) return refuse('HALF_TO_EVEN at this scale', at);
  if (type === 'integer') return value;
  return macro('round_even', [value, whole(digits, at), simple(unit(digits), 'number', at)], type, call.at);
}

export const trunc: Rule = (given, env) => {
  const call = positional(given);
  const [first] = call.args;
  const type = first && env.expression(first, env).type;
  if (type && isMoment(type)) return truncByUnit(given, env);
  const rounded = rounding(call, env, 2);
  return withDecimal(
    atom(`trunc(${rounded.value.text}, ${scaleText(rounded)})`, rounded.type, call.at),
    kept(rounded),
  );
};

/** The place asked for, plus or minus one unit of it where something was cut off: DuckDB's take no scale. */
export const towards =
  (name: 'ceil' | 'floor'): Rule =>
  (given, env) => {
    const call = positional(given);
    const { value, digits, scale, type } = rounding(call, env, 2);
    if (type === 'integer' && digits !== undefined && digits >= 0) return value;
    if (digits === 0) return atom(`${name}(${value.text})`, type, call.at);
    if (digits !== undefined)
      return macro(
        `${name}_to`,
        [value, whole(digits, call.at), simple(unit(digits), 'number', call.at)],
        type,
        call.at,
      );
    const places = atom(`CAST(${scale?.text ?? 'NULL'} AS INTEGER)`, 'integer', call.at);
    return macro(`${name}_at`, [value, places], type, call.at);
  };

const whole = (digits: number, at: Offset): Sql => simple(String(digits), 'integer', at);

/** One in the last place. */
const unit = (digits: number): string =>
  digits > 0 ? `0.${'0'.repeat(digits - 1)}1` : `1${'0'.repeat(-digits)}`;
