import type { Cell, Measure } from '../../../api';

const LOCALE = 'en';
const NOTHING = '–';

const formats = new Map<string, Intl.NumberFormat>();

function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const found = formats.get(key) ?? new Intl.NumberFormat(LOCALE, options);
  formats.set(key, found);
  return found;
}

type Look = Pick<Measure, 'format' | 'currency'>;

/** To the last digit that means something: for tables and titles. */
export function formatFull(value: number | undefined, { format: kind, currency }: Look): string {
  if (value === undefined) return NOTHING;
  switch (kind) {
    case 'count':
      return format('count', { maximumFractionDigits: 0 }).format(value);
    case 'decimal':
      return format('decimal', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
    case 'percent': {
      // A retention of 0.4 % is not "0 %".
      const digits = value === 0 ? 0 : Math.abs(value) < 0.01 ? 2 : 1;
      return format(`percent ${digits}`, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value);
    }
    case 'days':
      return `${format('days', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)} days`;
    case 'money':
      return format(`money ${currency ?? ''}`, {
        ...money(currency),
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }).format(value);
  }
}

/** For tiles and labels at marks: as much as can be compared at a glance. */
export function formatShort(value: number | undefined, look: Look): string {
  if (value === undefined) return NOTHING;
  const { format: kind, currency } = look;
  const size = Math.abs(value);
  if (kind !== 'count' && kind !== 'money') return formatFull(value, look);
  if (size >= 10_000) {
    return format(`short ${kind} ${currency ?? ''}`, {
      ...(kind === 'money' ? money(currency) : {}),
      notation: 'compact',
      minimumSignificantDigits: 3,
      maximumSignificantDigits: 3,
    }).format(value);
  }
  if (kind === 'count' || (size < 1000 && !Number.isInteger(value))) return formatFull(value, look);
  return format(`whole ${currency ?? ''}`, { ...money(currency), maximumFractionDigits: 0 }).format(value);
}

/** Round numbers, as axes have them. */
export function formatAxis(value: number, { format: kind, currency }: Look): string {
  switch (kind) {
    case 'percent':
      return format('axis percent', { style: 'percent', maximumSignificantDigits: 2 }).format(value);
    case 'money':
      return format(`axis ${currency ?? ''}`, {
        ...money(currency),
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumSignificantDigits: 3,
      }).format(value);
    case 'count':
    case 'decimal':
    case 'days':
      return format('axis', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
  }
}

const money = (currency: string | undefined): Intl.NumberFormatOptions =>
  currency === undefined ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };

/** +12.3% */
export const formatChange = (ratio: number): string =>
  format('change', { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(ratio);

/** Percent change of a percentage misleads: rates differ by points. */
export const formatPoints = (difference: number): string =>
  `${format('points', { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(difference * 100)} pp`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `credit_card` → Credit card, `sao paulo` → Sao Paulo, `UNITED STATES` → United States; codes such as SP stay as they are. */
export function readable(value: Cell): string {
  if (value === null) return 'none';
  const name = String(value);
  if (/^[0-9a-f]{32}$/.test(name)) return `${name.slice(0, 8)}…`;
  if (/^[a-z][a-z0-9_]*$/.test(name)) return capital(name.replaceAll('_', ' '));
  const isShouted = /^[A-Z][A-Z .,'&()-]{3,}$/.test(name);
  if (isShouted || /^[a-z][a-z' -]*$/.test(name))
    return name.toLowerCase().replaceAll(/(?<=^|[\s(-])[a-z]+/g, capital);
  return name;
}
