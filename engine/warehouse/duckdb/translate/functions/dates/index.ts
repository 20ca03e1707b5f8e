import type { Rules } from '../rule';
import { addMonths, dateAdd, dateDiff, dayBeside, monthsBetween } from './arithmetic';
import { dateConversions } from './conversion';
import { fromParts } from './from-parts';
import { parts } from './parts';
import { lastDay, timeSlice } from './slices';
import { convertTimezone } from './timezone';
import { dateTrunc } from './truncate';

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const dates: Rules = {
  DATEADD: dateAdd,
  TIMESTAMPADD: dateAdd,
  TIMEADD: dateAdd,
  DATEDIFF: dateDiff,
  TIMESTAMPDIFF: dateDiff,
  TIMEDIFF: dateDiff,
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  NEXT_DAY: dayBeside('next_day'),
  PREVIOUS_DAY: dayBeside('previous_day'),
  DATE_TRUNC: dateTrunc,
  LAST_DAY: lastDay,
  TIME_SLICE: timeSlice,
  CONVERT_TIMEZONE: convertTimezone,
  ...parts,
  ...fromParts,
  ...dateConversions,
};
