import { scalar } from '../../emit/operand';
import { atom, Level, within } from '../../emit/sql';
import { literalWhole, required, type Rule, type Rules } from '../rule';
import { toVariant } from '../semistructured';
import { refuse } from '../../refusal';
import { aggregate, aggregated, ofInput, same } from './aggregate';

/**
 * The value of the row whose other column is greatest or least: rows where that column is null do not count. With a third
 * argument an array of the values of so many rows. https://docs.snowflake.com/en/sql-reference/functions/max_by
 */
const extremeBy =
  (name: string, direction: 'ASC' | 'DESC'): Rule =>
  (call, env) => {
    const args = aggregated(call, env, 2, 3, { window: 'none' });
    const [value, by] = [required(args, 0), scalar(required(args, 1), `${call.name}()`)];
    // DuckDB's arg_max leaves out rows whose first argument is null, Snowflake's does not.
    if (args.length === 2) return aggregate(name, [value, by], value.type, call, env);
    const most = literalWhole(call, 2, 'The number of values');
    if (most < 1 || most > 1000) refuse(`${call.name}() for ${most} values`, call.at, 'It takes 1 to 1000.');
    const list = `list(${toVariant(value, `${call.name}()`)} ORDER BY ${by.text} ${direction})`;
    const present = `FILTER (WHERE ${within(by, Level.Concatenation)} IS NOT NULL)`;
    return atom(`sf.array((${list} ${present})[1:${most}])`, 'array', call.at);
  };

export const extremes: Rules = {
  MIN: same('min', { distinct: true, type: ofInput }),
  MAX: same('max', { distinct: true, type: ofInput }),
  // Any value of the group; here the first that is not null.
  ANY_VALUE: same('any_value', { variants: true, distinct: true, window: 'partition', type: ofInput }),
  MAX_BY: extremeBy('arg_max_null', 'DESC'),
  MIN_BY: extremeBy('arg_min_null', 'ASC'),
};
