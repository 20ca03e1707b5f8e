import type { Cell, ColumnKind } from '../port';

/** A moment as the driver gives it: a Date that also knows what a Date cannot hold. */
interface Moment {
  getEpochSeconds(): number;
  getNanoSeconds(): number;
  /** A zone's name, or minutes from UTC. */
  getTimezone(): string | number;
}

const isMoment = (value: unknown): value is Moment => value instanceof Date && 'getEpochSeconds' in value;

/**
 * What the driver gives in the port's terms. Numbers, JSON and binary come as text (`fetchAsString`), and the session
 * is in UTC (`SESSION`).
 */
export function cell(value: unknown, kind: ColumnKind): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (isMoment(value)) return kind === 'DATE' ? dateOf(value, 0) : timestampOf(value, kind);
  const text = String(value);
  switch (kind) {
    case 'NUMBER':
      return exactNumber(text);
    case 'FLOAT':
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case 'TIME':
      return withoutZeros(text);
    default:
      return text;
  }
}

/** A number where JavaScript holds the value exactly (up to 15 digits), else its text. */
function exactNumber(text: string): Cell {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text;
}

/** Microseconds, as everywhere behind the port, where there are any; nanoseconds that are there stay. */
function withoutZeros(clock: string): string {
  const [seconds = '', fraction = ''] = clock.split('.');
  if (/^0*$/.test(fraction)) return seconds;
  return `${seconds}.${fraction.replace(/(?<=^\d{6})0+$/, '')}`;
}

const iso = (moment: Moment, minutes: number): string =>
  new Date((moment.getEpochSeconds() + minutes * 60) * 1000).toISOString();

const dateOf = (moment: Moment, minutes: number): string => iso(moment, minutes).slice(0, 10);

function timestampOf(moment: Moment, kind: ColumnKind): string {
  const zone = moment.getTimezone();
  const minutes = typeof zone === 'number' ? zone : 0;
  const clock = `${iso(moment, minutes).slice(11, 19)}.${String(moment.getNanoSeconds()).padStart(9, '0')}`;
  const text = `${dateOf(moment, minutes)} ${withoutZeros(clock)}`;
  return kind === 'TIMESTAMP_NTZ' ? text : `${text} ${offset(minutes)}`;
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
