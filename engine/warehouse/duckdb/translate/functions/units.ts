import { suggestion } from '../../../../errors';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';

/** https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts */
const UNITS: Readonly<Record<string, string>> = {
  YEAR: 'year',
  Y: 'year',
  YY: 'year',
  YYY: 'year',
  YYYY: 'year',
  YR: 'year',
  YEARS: 'year',
  YRS: 'year',
  QUARTER: 'quarter',
  Q: 'quarter',
  QTR: 'quarter',
  QTRS: 'quarter',
  QUARTERS: 'quarter',
  MONTH: 'month',
  MM: 'month',
  MON: 'month',
  MONS: 'month',
  MONTHS: 'month',
  WEEK: 'week',
  W: 'week',
  WK: 'week',
  WEEKOFYEAR: 'week',
  WOY: 'week',
  WY: 'week',
  WEEKS: 'week',
  DAY: 'day',
  D: 'day',
  DD: 'day',
  DAYS: 'day',
  DAYOFMONTH: 'day',
  HOUR: 'hour',
  H: 'hour',
  HH: 'hour',
  HR: 'hour',
  HOURS: 'hour',
  HRS: 'hour',
  MINUTE: 'minute',
  M: 'minute',
  MI: 'minute',
  MIN: 'minute',
  MINUTES: 'minute',
  MINS: 'minute',
  SECOND: 'second',
  S: 'second',
  SEC: 'second',
  SECONDS: 'second',
  SECS: 'second',
  MILLISECOND: 'millisecond',
  MS: 'millisecond',
  MSEC: 'millisecond',
  MILLISECONDS: 'millisecond',
  MICROSECOND: 'microsecond',
  US: 'microsecond',
  USEC: 'microsecond',
  MICROSECONDS: 'microsecond',
  NANOSECOND: 'nanosecond',
  NS: 'nanosecond',
  NSEC: 'nanosecond',
  NANOSEC: 'nanosecond',
  NSECOND: 'nanosecond',
  NANOSECONDS: 'nanosecond',
  NANOSECS: 'nanosecond',
  NSECONDS: 'nanosecond',
  DAYOFWEEK: 'dayofweek',
  WEEKDAY: 'dayofweek',
  DOW: 'dayofweek',
  DW: 'dayofweek',
  DAYOFWEEKISO: 'dayofweekiso',
  WEEKDAY_ISO: 'dayofweekiso',
  DOW_ISO: 'dayofweekiso',
  DW_ISO: 'dayofweekiso',
  DAYOFWEEK_ISO: 'dayofweekiso',
  DAYOFYEAR: 'dayofyear',
  YEARDAY: 'dayofyear',
  DOY: 'dayofyear',
  DY: 'dayofyear',
  WEEKISO: 'weekiso',
  WEEK_ISO: 'weekiso',
  WEEKOFYEARISO: 'weekiso',
  WEEKOFYEAR_ISO: 'weekiso',
  YEAROFWEEK: 'yearofweek',
  YEAROFWEEKISO: 'yearofweek',
  EPOCH_SECOND: 'epoch_second',
  EPOCH: 'epoch_second',
  EPOCH_SECONDS: 'epoch_second',
  EPOCH_MILLISECOND: 'epoch_millisecond',
  EPOCH_MILLISECONDS: 'epoch_millisecond',
  EPOCH_MICROSECOND: 'epoch_microsecond',
  EPOCH_MICROSECONDS: 'epoch_microsecond',
  EPOCH_NANOSECOND: 'epoch_nanosecond',
  EPOCH_NANOSECONDS: 'epoch_nanosecond',
};

/** The unit of a name or an abbreviation, in any case. */
export const unitNamed = (word: string): string | undefined => UNITS[word.toUpperCase()];

/** The unit at a place of a call, written as a word or a text. */
export function unitAt(call: Call, index: number): string {
  const arg = call.args[index];
  const word =
    arg?.kind === 'string'
      ? arg.value
      : arg?.kind === 'column' && arg.path.length === 1
        ? arg.path[0]?.text
        : undefined;
  if (word === undefined)
    return refuse(`A unit of ${call.name}() that is no literal`, arg?.at ?? call.at, 'Write it as a word.');
  return (
    unitNamed(word) ??
    refuse(
      `The unit ${word} of ${call.name}()`,
      arg?.at ?? call.at,
      suggestion(word, Object.keys(UNITS)).trim(),
    )
  );
}
