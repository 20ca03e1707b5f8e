import type { Result } from '../../engine/warehouse/port';
import type { Cell } from '../api';

/** RFC 4180: lines end in CRLF, what holds a comma, quote or line break is quoted. Null is an empty field, '' is quoted. */
export function csv({ columns, rows }: Pick<Result, 'columns' | 'rows'>): string {
  const lines = [columns.map(({ name }) => field(name.toLowerCase())), ...rows.map((row) => row.map(field))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
