import { atom, type Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, count, required, type Rule, type Rules } from '../rule';
import { unitAt } from '../units';
import { day, timestamp } from './operand';
import { wallClockAt } from './wall-clock';

/** What a part is of a DATE or TIMESTAMP; DAYOFWEEK counts Sunday as 0, weeks are ISO's (WEEK_START and WEEK_OF_YEAR_POLICY at 0). */
const OF_DATE: Readonly<Record<string, (x: string) => string>> = {
  year: (x) => `year(${x})`,
  quarter: (x) => `quarter(${x})`,
  month: (x) => `month(${x})`,
  day: (x) => `day(${x})`,
  week: (x) => `weekofyear(${x})`,
  weekiso: (x) => `weekofyear(${x})`,
  yearofweek: (x) => `isoyear(${x})`,
  dayofweek: (x) => `dayofweek(${x})`,
  dayofweekiso: (x) => `isodow(${x})`,
  dayofyear: (x) => `dayofyear(${x})`,
};

/** What a part is of a TIME or TIMESTAMP. */
const OF_TIME: Readonly<Record<string, (x: string) => string>> = {
  hour: (x) => `hour(${x})`,
  minute: (x) => `minute(${x})`,
  second: (x) => `second(${x})`,
  nanosecond: (x) => `(microsecond(${x}) % 1000000 * 1000)`,
};

/** Since 1970 in UTC: of an instant, not of a wall clock. Seconds before 1970 are rounded down. */
const OF_INSTANT: Readonly<Record<string, (x: string) => string>> = {
  epoch_second: (x) => `(epoch_us(date_trunc('second', ${x})) // 1000000)`,
  epoch_millisecond: (x) => `(epoch_us(date_trunc('millisecond', ${x})) // 1000)`,
  epoch_microsecond: (x) => `epoch_us(${x})`,
  epoch_nanosecond: (x) => `(epoch_us(${x}) * 1000)`,
};

/** https://docs.snowflake.com/en/sql-reference/functions/date_part */
function part(unit: string, value: Sql, call: Call): Sql {
  const where = `${call.name}()`;
  const [ofDate, ofTime, ofInstant] = [OF_DATE[unit], OF_TIME[unit], OF_INSTANT[unit]];
  const print = ofDate ?? ofTime ?? ofInstant;
  if (!print) return refuse(`${where} of ${unit}`, call.at);
  if (value.type === 'time') {
    if (!ofTime) refuse(`${where} of ${unit} of a TIME`, call.at);
    return atom(print(value.text), 'integer', call.at);
  }
  if (ofInstant && unit !== 'epoch_second' && value.type === 'date')
    refuse(`${where} of ${unit} of a DATE`, call.at, 'Snowflake has none either: cast it to TIMESTAMP_NTZ.');
  const moment = ofDate ? day(value, where) : timestamp(value, where);
  return atom(print(moment.text), 'integer', call.at);
}

/** The argument of which a part is taken: the instant of a TIMESTAMP_TZ is not at hand here. */
const valueAt = (unit: string, call: Call, index: number, env: Parameters<Rule>[1]): Sql =>
  unit in OF_INSTANT
    ? required(argumentsOf({ ...call, args: call.args.slice(index, index + 1) }, env, 1), 0)
    : wallClockAt(call, index, env);

const datePart: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  count(call, 2, 2);
  return part(unit, valueAt(unit, call, 1, env), call);
};

const partFunction =
  (unit: string): Rule =>
  (call, env) => {
    count(call, 1, 1);
    return part(unit, wallClockAt(call, 0, env), call);
  };

const named =
  (format: string): Rule =>
  (call, env) => {
    count(call, 1, 1);
    const moment = day(wallClockAt(call, 0, env), `${call.name}()`);
    return atom(`strftime(${moment.text}, '${format}')`, 'text', call.at);
  };

const FUNCTIONS: Readonly<Record<string, string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  DAY: 'day',
  DAYOFMONTH: 'day',
  WEEK: 'week',
  WEEKOFYEAR: 'week',
  WEEKISO: 'weekiso',
  YEAROFWEEK: 'yearofweek',
  YEAROFWEEKISO: 'yearofweek',
  DAYOFWEEK: 'dayofweek',
  DAYOFWEEKISO: 'dayofweekiso',
  DAYOFYEAR: 'dayofyear',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
};

/** https://docs.snowflake.com/en/sql-reference/functions/year, …/hour-minute-second, …/dayname, …/monthname */
export const parts: Rules = {
  DATE_PART: datePart,
  EXTRACT: datePart,
  ...Object.fromEntries(Object.entries(FUNCTIONS).map(([name, unit]) => [name, partFunction(unit)])),
  DAYNAME: named('%a'),
  MONTHNAME: named('%b'),
};
