import type { Environment } from '../../emit/environment';
import { scalar } from '../../emit/operand';
import { atom, Level, within, type Sql } from '../../emit/sql';
import { isNumeric } from '../../emit/type';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { required, type Rule, type Rules } from '../rule';
import { over } from '../window-clause';
import { aggregated, ofInput, same } from './aggregate';

const PARTITION = { window: 'partition' } as const;

/** The value at a place between two: three more digits than the input has. https://docs.snowflake.com/en/sql-reference/functions/median */
function interpolated(value: Sql, place: string, call: Call, env: Environment): Sql {
  scalar(value, `${call.name}()`);
  if (!isNumeric(value.type) && value.type !== 'unknown' && value.type !== 'null')
    refuse(`${call.name}() of a ${value.type.toUpperCase()}`, value.at, 'It takes a number.');
  const scaled = value.type === 'float' ? value.text : `${within(value, Level.Product)} * 1.000`;
  const type = value.type === 'float' ? 'float' : value.type === 'unknown' ? 'numeric' : 'number';
  return atom(`quantile_cont(${scaled}, ${place})${over(call.over, env)}`, type, call.at);
}

const median: Rule = (call, env) =>
  interpolated(required(aggregated(call, env, 1, 1, PARTITION), 0), '0.5', call, env);

/** The place has to be a constant from 0 to 1; DuckDB counts from the other end where it is negative. */
const percentile =
  (kind: 'cont' | 'disc'): Rule =>
  (call, env) => {
    aggregated(call, env, 1, 1, { ...PARTITION, withinGroup: true });
    const [place] = call.args;
    if (place?.kind !== 'number' || Number(place.text) > 1)
      return refuse(`${call.name}() at a place that is no number from 0 to 1`, place?.at ?? call.at);
    const [item] = call.withinGroup ?? [];
    if (!item || call.withinGroup?.length !== 1)
      return refuse(`${call.name}() without one WITHIN GROUP (ORDER BY …)`, call.at);
    const value = scalar(env.expression(item.expression, env), `${call.name}()`);
    if (kind === 'cont')
      return interpolated(value, item.descending ? `1 - ${place.text}` : place.text, call, env);
    // -0 is no place: the first from the other end is the last from this one.
    const at = item.descending ? (Number(place.text) === 0 ? '1' : `-${place.text}`) : place.text;
    return atom(`quantile_disc(${value.text}, ${at})${over(call.over, env)}`, value.type, call.at);
  };

export const percentiles: Rules = {
  MEDIAN: median,
  // Of several most frequent values Snowflake gives any.
  MODE: same('mode', { ...PARTITION, type: ofInput }),
  PERCENTILE_CONT: percentile('cont'),
  PERCENTILE_DISC: percentile('disc'),
};
