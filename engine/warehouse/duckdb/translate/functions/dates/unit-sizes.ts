/** Units by what they are a multiple of: months, days or microseconds. A unit that is none of them has no size. */
export const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
export const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };
export const MICROSECONDS: Readonly<Record<string, number>> = {
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
  millisecond: 1_000,
  microsecond: 1,
};

export const isSized = (unit: string): boolean => unit in MONTHS || unit in DAYS || unit in MICROSECONDS;
