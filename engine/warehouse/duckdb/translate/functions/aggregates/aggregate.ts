import { asFloat } from '../../expressions/coercion';
import type { Environment } from '../../emit/environment';
import { withDecimal } from '../../emit/decimal';
import { scalar } from '../../emit/operand';
import { atom, type Sql } from '../../emit/sql';
import { isNumeric, type Type } from '../../emit/type';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { count, required, unnamed, type Rule } from '../rule';
import { over } from '../window-clause';

/** What an aggregate may carry besides its arguments; the rest is refused. */
export interface Clauses {
  readonly distinct?: boolean;
  readonly withinGroup?: boolean;
  /** OVER with an order and a frame (the usual case), with PARTITION BY alone, or not at all. */
  readonly window?: 'framed' | 'partition' | 'none';
}

/** The arguments of an aggregate, rewritten. */
export function aggregated(
  call: Call,
  env: Environment,
  least: number,
  most: number,
  clauses: Clauses = {},
): readonly Sql[] {
  unnamed(call);
  count(call, least, most);
  if (call.nulls) refuse(`${call.nulls} NULLS with ${call.name}()`, call.at);
  if (call.from) refuse(`FROM ${call.from} after ${call.name}()`, call.at);
  if (call.distinct && !clauses.distinct) refuse(`DISTINCT in ${call.name}()`, call.at);
  if (call.withinGroup && !clauses.withinGroup) refuse(`WITHIN GROUP after ${call.name}()`, call.at);
  if (call.over && clauses.window === 'none') refuse(`OVER after ${call.name}()`, call.at);
  const orders = call.over && (call.over.orderBy.length > 0 || call.over.frame);
  if (orders && clauses.window === 'partition')
    refuse(
      `ORDER BY or a frame in the OVER of ${call.name}()`,
      call.at,
      'Snowflake has PARTITION BY there alone.',
    );
  if (orders && call.distinct && call.name !== 'COUNT')
    refuse(
      `DISTINCT in ${call.name}() beside an ORDER BY in OVER`,
      call.at,
      'Snowflake does not have it either.',
    );
  return call.args.map((arg) => env.expression(arg, env));
}

export const distinctOf = (call: Call): string => (call.distinct ? 'DISTINCT ' : '');

/** `name([DISTINCT] a, b) [OVER (…)]`. */
export function aggregate(name: string, args: readonly Sql[], type: Type, call: Call, env: Environment): Sql {
  const list = args.map((arg) => arg.text).join(', ');
  return atom(`${name}(${distinctOf(call)}${list})${over(call.over, env)}`, type, call.at);
}

interface Shape extends Clauses {
  readonly least?: number;
  readonly most?: number;
  /** Whether a VARIANT may be an argument. */
  readonly variants?: boolean;
  readonly type: Type | ((first: Sql) => Type);
}

/** An aggregate that DuckDB has with the same meaning. */
export const same =
  (name: string, shape: Shape): Rule =>
  (call, env) => {
    const least = shape.least ?? 1;
    const args = aggregated(call, env, least, shape.most ?? least, shape);
    if (!shape.variants) args.forEach((arg) => scalar(arg, `${call.name}()`));
    const type = typeof shape.type === 'function' ? shape.type(required(args, 0)) : shape.type;
    const result = aggregate(name, args, type, call, env);
    return shape.type === ofInput ? withDecimal(result, required(args, 0).decimal) : result;
  };

export const ofInput = (first: Sql): Type => first.type;

/** What is added up: a text is read as a FLOAT, a boolean is refused, as in Snowflake. */
export function addend(value: Sql, where: string): Sql {
  if (isNumeric(value.type) || value.type === 'null' || value.type === 'unknown') return value;
  return asFloat(value, where);
}
