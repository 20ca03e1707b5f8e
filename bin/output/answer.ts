import Table from 'cli-table3';
import type { Io } from '../io';

export type Printable = string | number | boolean | null | undefined;

/** Rows as a table for people. Columns take the width of their content; long texts are cut at the terminal's. */
export function table(
  head: readonly string[],
  rows: readonly (readonly Printable[])[],
  width: number,
): string {
  const numeric = head.map(
    (_, i) => rows.length > 0 && rows.every((row) => row[i] == null || typeof row[i] === 'number'),
  );
  const longest = Math.max(20, Math.floor(width / Math.max(1, Math.min(head.length, 3))));
  const out = new Table({
    head: [...head],
    colAligns: numeric.map((right) => (right ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    chars: plain,
  });
  out.push(...rows.map((row) => row.map((value) => cut(text(value), longest))));
  return `${out.toString().replace(/ +$/gm, '')}\n`;
}

/** JSON with a line break at its end, so that a shell's prompt starts on its own line. */
export function printJson(io: Io, value: unknown): void {
  io.out.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A report of ours as JSON: its names as SQL and dbt write them, `rows_loaded` for `rowsLoaded`. */
export function printReport(io: Io, report: unknown): void {
  printJson(io, snakeCase(report));
}

function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(part),
    ]),
  );
}

function text(value: Printable): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'number' ? grouped(value) : String(value);
}

/** 1,234,567 for large whole numbers; years and codes of four digits stay as they are. */
function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 10_000 ? value.toLocaleString('en-US') : String(value);
}

function cut(value: string, longest: number): string {
  const line = value.replace(/\s*\n\s*/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** One rule below the head, nothing else. */
const plain = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
