const MINUTE = 60;
const DAY = 1440;
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/**
 * The longest time between two firings of an EventBridge schedule, in seconds. Of cron those are understood that repeat
 * within a week; undefined for the others. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function longestPause(expression: string): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return Number(rate[1]) * { minute: 1, hour: 60, day: DAY }[rate[2] as 'minute'] * MINUTE;
  const [, fields = ''] = /^cron\((.+)\)$/.exec(expression) ?? [];
  const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] =
    fields.split(' ');
  if (!['*', '?'].includes(dayOfMonth) || month !== '*' || year !== '*') return undefined;
  const atMinutes = values(minutes, 0, 59);
  const atHours = values(hours, 0, 23);
  const onDays = dayOfWeek === '?' ? values('*', 0, 6) : values(numbered(dayOfWeek), 1, 7);
  if (!atMinutes || !atHours || !onDays) return undefined;
  const firings = onDays.flatMap((day) =>
    atHours.flatMap((hour) => atMinutes.map((minute) => (day % 7) * DAY + hour * 60 + minute)),
  );
  return longestGap(firings) * MINUTE;
}

/** On a week that begins anew at its end. */
function longestGap(firings: readonly number[]): number {
  const sorted = [...firings].sort((one, other) => one - other);
  const [first = 0] = sorted;
  return Math.max(...sorted.map((at, index) => (sorted[index + 1] ?? first + 7 * DAY) - at));
}

/** `MON-FRI` as `2-6`: 1 is Sunday. */
const numbered = (field: string): string =>
  field.replace(/[A-Z]{3}/g, (name) => String(DAYS.findIndex((day) => day === name) + 1));

/** `*`, `5`, `1,2`, `8-17`, `0/15`; undefined for what is none of these. */
function values(field: string, first: number, last: number): readonly number[] | undefined {
  const all: number[] = [];
  for (const part of field.split(',')) {
    const found = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part);
    if (!found) return undefined;
    const [, from = '', to, step] = found;
    const start = from === '*' ? first : Number(from);
    const isOpen = from === '*' || step !== undefined;
    const end = to === undefined ? (isOpen ? last : start) : Number(to);
    if (start < first || end > last || start > end) return undefined;
    for (let value = start; value <= end; value += Number(step ?? 1) || 1) all.push(value);
  }
  return all;
}
