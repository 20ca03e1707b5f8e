import type { Environment } from '../../emit/environment';
import { decimalOf, withDecimal } from '../../emit/decimal';
import { direct, macro } from '../../emit/macro';
import { atom, Level, within, type Sql } from '../../emit/sql';
import { digitsOf, quotientDecimal } from '../../expressions/division';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { required, type Rule, type Rules } from '../rule';
import { addend, aggregate, aggregated } from './aggregate';

/**
 * Of NUMBER(p,s) a variance is a NUMBER: (n Σx² - (Σx)²) / n² or n(n-1), to 2s + 6 digits, at most 12; a deviation is
 * the root of that number, as `STDDEV_POP` of 6, 10 and 14 shows: 3.265986375 where the exact one is 3.265986324.
 * https://docs.snowflake.com/en/sql-reference/functions/var_pop, https://docs.snowflake.com/en/sql-reference/functions/stddev_pop
 */
const variance =
  (kind: 'samp' | 'pop', root: boolean): Rule =>
  (call, env) => {
    const value = addend(required(aggregated(call, env, 1, 1, { distinct: true }), 0), `${call.name}()`);
    if (value.type === 'float')
      return aggregate(`${root ? 'stddev' : 'var'}_${kind}`, [value], 'float', call, env);
    if (value.type !== 'integer' && value.type !== 'number' && value.type !== 'null')
      refuse(
        `${call.name}() of a value that may be a NUMBER or a FLOAT`,
        value.at,
        'Cast it to one of them.',
      );
    if (call.distinct)
      refuse(`DISTINCT in ${call.name}() of a NUMBER`, call.at, 'Aggregate over SELECT DISTINCT.');
    const known = decimalOf(value);
    const squared = known && { scale: 2 * known.scale };
    const number =
      squared && squared.scale <= 12
        ? withDecimal(
            direct(
              `variance_${kind}_of`,
              [...moments(value, call, env), ...digitsOf(squared, { scale: 0 })],
              'number',
              call.at,
            ),
            quotientDecimal(squared),
          )
        : macro(`variance_${kind}`, moments(value, call, env), 'number', call.at);
    return root ? atom(`sqrt(CAST(${number.text} AS DOUBLE))`, 'float', call.at) : number;
  };

/**
 * The number of values, their sum, and the sum of their squares. Of DECIMAL(12,2) DuckDB would make a square of
 * DECIMAL(18,4): a sum with DECIMAL(38,0) has the room.
 */
function moments(value: Sql, call: Call, env: Environment): readonly Sql[] {
  const factor = within(value, Level.Product);
  const square =
    value.type === 'integer'
      ? `CAST(${value.text} AS HUGEINT) * ${factor}`
      : `(${value.text} + CAST(0 AS DECIMAL(38,0))) * ${factor}`;
  return [
    aggregate('count', [value], 'integer', call, env),
    aggregate('sum', [value], value.type, call, env),
    aggregate('sum', [atom(square, value.type, value.at)], value.type, call, env),
  ];
}

/** Of a NUMBER, Snowflake rounds on the way in steps that are not documented. */
const shape =
  (name: string, window: 'partition' | 'none'): Rule =>
  (call, env) => {
    const value = addend(required(aggregated(call, env, 1, 1, { window }), 0), `${call.name}()`);
    if (value.type !== 'float') refuse(`${call.name}() of anything but a FLOAT`, value.at, 'Add ::float.');
    return definite(aggregate(name, [value], 'float', call, env));
  };

/** Over pairs in which neither is null. https://docs.snowflake.com/en/sql-reference/functions/regr_slope and its like. */
const paired =
  (name: string): Rule =>
  (call, env) => {
    const args = aggregated(call, env, 2, 2, { window: 'partition' });
    const values = args.map((arg) => addend(arg, `${call.name}()`));
    return definite(aggregate(name, values, 'float', call, env));
  };

/** DuckDB gives NaN where nothing varies; what Snowflake gives there is not documented. */
const definite = (value: Sql): Sql => macro('definite', [value], 'float', value.at);

/** https://docs.snowflake.com/en/sql-reference/functions/regr_count: the number is a FLOAT. */
const pairs: Rule = (call, env) => {
  const args = aggregated(call, env, 2, 2, { window: 'partition' }).map((arg) =>
    addend(arg, `${call.name}()`),
  );
  const counted = aggregate('regr_count', args, 'integer', call, env);
  return atom(`CAST(${counted.text} AS DOUBLE)`, 'float', call.at);
};

export const statistics: Rules = {
  STDDEV: variance('samp', true),
  STDDEV_SAMP: variance('samp', true),
  STDDEV_POP: variance('pop', true),
  VARIANCE: variance('samp', false),
  VAR_SAMP: variance('samp', false),
  VARIANCE_SAMP: variance('samp', false),
  VAR_POP: variance('pop', false),
  VARIANCE_POP: variance('pop', false),
  KURTOSIS: shape('kurtosis', 'partition'),
  SKEW: shape('skewness', 'none'),
  CORR: paired('corr'),
  COVAR_SAMP: paired('covar_samp'),
  COVAR_POP: paired('covar_pop'),
  REGR_SLOPE: paired('regr_slope'),
  REGR_INTERCEPT: paired('regr_intercept'),
  REGR_R2: paired('regr_r2'),
  REGR_AVGX: paired('regr_avgx'),
  REGR_AVGY: paired('regr_avgy'),
  REGR_SXX: paired('regr_sxx'),
  REGR_SXY: paired('regr_sxy'),
  REGR_SYY: paired('regr_syy'),
  REGR_COUNT: pairs,
};
