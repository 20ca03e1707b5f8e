/** Numbers, amounts and times as people read them. One locale, that of the interface's words, so that a page does not mix two. */
const LOCALE = 'en';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 20 });
const decimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const dayOf = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const monthOf = new Intl.DateTimeFormat(LOCALE, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const momentOf = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const clockOf = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const ago = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

export const NOTHING = '–';

/** 12,345 or 12.35 */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  return Number.isInteger(value) ? whole.format(value) : decimal.format(value);
}

/** 12,345.678 to its last digit: a cell of a table is compared with another. */
export const formatExact = (value: number): string => exact.format(value);

/** 12.3K, for tiles and axes. */
export function formatCompact(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  return Math.abs(value) < 1000 ? formatNumber(value) : short.format(value);
}

/** A ratio, 0.123 → 12.3% */
export function formatPercent(ratio: number | null | undefined): string {
  return ratio === null || ratio === undefined || Number.isNaN(ratio) ? NOTHING : share.format(ratio);
}

/** An amount: whole units from a thousand on, the currency only where the data has one. */
export function formatMoney(value: number | null | undefined, currency?: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  return new Intl.NumberFormat(LOCALE, {
    ...(currency ? { style: 'currency', currency } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return NOTHING;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(size) : size.toFixed(size < 10 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** 840 ms, 12.3 s, 4 min 05 s, 2 h 10 min, 3 d 4 h */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return NOTHING;
  if (ms < 1000) return `${whole.format(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(Math.floor(seconds % 60))} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${two(minutes % 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const moment = (value: string | number | Date): Date => (value instanceof Date ? value : new Date(value));

export const formatDay = (value: string | number | Date): string => dayOf.format(moment(value));
export const formatMonth = (value: string | number | Date): string => monthOf.format(moment(value));
export const formatMoment = (value: string | number | Date): string => momentOf.format(moment(value));
export const formatClock = (value: string | number | Date): string => clockOf.format(moment(value));

/** What a message says, without the lines of the statement that it shows: `  3 | where a`, and below it a caret. */
export const spoken = (message: string): string =>
  message
    .split('\n')
    .filter((line) => !/^ *(\d+ \||\^)/.test(line))
    .join(' ');

/** A message of the engine, its moments as people read them. */
export const withMoments = (text: string): string =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => formatMoment(iso));

/** 3 minutes ago; `now` is an argument so that a list shows one clock. */
export function formatAgo(value: string | number | Date, now: number = Date.now()): string {
  const seconds = Math.round((moment(value).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 10) return 'just now';
  if (size < 60) return ago.format(seconds, 'second');
  if (size < 3600) return ago.format(Math.round(seconds / 60), 'minute');
  if (size < 172_800) return ago.format(Math.round(seconds / 3600), 'hour');
  return ago.format(Math.round(seconds / 86_400), 'day');
}

/** 1 file, 2 files */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
