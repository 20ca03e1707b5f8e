import { asFloat } from '../../expressions/coercion';
import type { Environment } from '../../emit/environment';
import { scalar } from '../../emit/operand';
import { atom, Level, within, type Sql } from '../../emit/sql';
import { isNumeric } from '../../emit/type';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { required, type Rule, type Rules } from '../rule';
import { over } from '../window-clause';
import { aggregate, aggregated } from './aggregate';

const PARTITION = { window: 'partition' } as const;

/** A number is true unless it is 0; a text is refused, as in Snowflake. */
function truthful(call: Call, env: Environment): Sql {
  const value = required(aggregated(call, env, 1, 1, PARTITION), 0);
  if (value.type === 'boolean' || value.type === 'null') return value;
  if (isNumeric(value.type)) return { ...value, text: `(${within(value, Level.Concatenation)} <> 0)` };
  if (value.type === 'unknown') return { ...value, text: `CAST(${value.text} AS BOOLEAN)` };
  return refuse(`${call.name}() of a ${value.type.toUpperCase()}`, value.at, 'Add ::boolean.');
}

/** https://docs.snowflake.com/en/sql-reference/functions/booland_agg */
const truthOf =
  (name: string): Rule =>
  (call, env) =>
    aggregate(name, [truthful(call, env)], 'boolean', call, env);

/** Exactly one is true. https://docs.snowflake.com/en/sql-reference/functions/boolxor_agg */
const exactlyOne: Rule = (call, env) => {
  const value = truthful(call, env).text;
  const window = over(call.over, env);
  return atom(
    `CASE WHEN count(${value})${window} > 0 THEN count(CASE WHEN ${value} THEN 1 END)${window} = 1 END`,
    'boolean',
    call.at,
  );
};

/** Fractions are rounded, texts read as FLOAT. https://docs.snowflake.com/en/sql-reference/functions/bitand_agg */
const bitwise =
  (name: string): Rule =>
  (call, env) => {
    const value = scalar(required(aggregated(call, env, 1, 1, PARTITION), 0), `${call.name}()`);
    if (value.type === 'integer') return aggregate(name, [value], 'integer', call, env);
    const number = value.type === 'text' ? asFloat(value, `${call.name}()`) : value;
    const whole = atom(`CAST(round(${number.text}, 0) AS BIGINT)`, 'integer', value.at);
    return aggregate(name, [whole], 'integer', call, env);
  };

const [and, or, xor] = [bitwise('bit_and'), bitwise('bit_or'), bitwise('bit_xor')];

export const bits: Rules = {
  BOOLOR_AGG: truthOf('bool_or'),
  BOOLAND_AGG: truthOf('bool_and'),
  BOOLXOR_AGG: exactlyOne,
  BITAND_AGG: and,
  BITANDAGG: and,
  BIT_AND_AGG: and,
  BIT_ANDAGG: and,
  BITOR_AGG: or,
  BITORAGG: or,
  BIT_OR_AGG: or,
  BIT_ORAGG: or,
  BITXOR_AGG: xor,
  BITXORAGG: xor,
  BIT_XOR_AGG: xor,
  BIT_XORAGG: xor,
};
