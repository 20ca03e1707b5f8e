import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  JsonDuckDBValueConverter,
  type DuckDBResultReader,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell, Result } from '../port';
import { snowflakeType } from './column-types';

const MICROS_A_DAY = 86_400_000_000n;

const pad = (value: bigint | number, width: number): string => String(value).padStart(width, '0');

/** `YYYY-MM-DD` of days since 1970. Date.UTC holds every date that DuckDB and Snowflake share (years 1 to 9999). */
function dateText(days: number): string {
  const date = new Date(days * 86_400_000);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** `HH:MM:SS`, with microseconds where there are any. */
function timeText(micros: bigint): string {
  const seconds = micros / 1_000_000n;
  const fraction = micros % 1_000_000n;
  const clock = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`;
  return fraction === 0n ? clock : `${clock}.${pad(fraction, 6)}`;
}

function timestampText(micros: bigint): string {
  const rest = ((micros % MICROS_A_DAY) + MICROS_A_DAY) % MICROS_A_DAY;
  return `${dateText(Number((micros - rest) / MICROS_A_DAY))} ${timeText(rest)}`;
}

/** A number where JavaScript holds the value exactly (up to 15 digits), else its text. */
function exactNumber(text: string): Cell {
  return text.replace(/^-|\.|^0+/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text;
}

function decimalText({ value, scale }: DuckDBDecimalValue): string {
  if (scale === 0) return value.toString();
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** An SQL null inside an array is kept as NaN (compat/semistructured.ts); the port's JSON has null alone. */
const withNulls = (json: string): string =>
  json.includes('NaN')
    ? json.replace(/"(?:[^"\\]|\\.)*"|NaN/g, (token) => (token === 'NaN' ? 'null' : token))
    : json;

/** What a DuckDB value is in the port's terms. */
export function cell(value: DuckDBValue, type: DuckDBType): Cell {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return type.alias === 'JSON' ? withNulls(value) : value;
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value.toString();
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'inf' : '-inf';
  }
  if (value instanceof DuckDBDecimalValue) return exactNumber(decimalText(value));
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBTimeValue) return timeText(value.micros);
  if (value instanceof DuckDBTimestampTZValue) return `${timestampText(value.micros)} +0000`;
  if (value instanceof DuckDBTimestampValue) return timestampText(value.micros);
  if (value instanceof DuckDBTimestampSecondsValue) return timestampText(value.seconds * 1_000_000n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return timestampText(value.millis * 1000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return timestampText(value.nanos / 1000n);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex').toUpperCase();
  const kind = snowflakeType(type).kind;
  if (kind === 'ARRAY' || kind === 'OBJECT') {
    return JSON.stringify(JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter));
  }
  return value.toString();
}

/** A DuckDB result as the port's plain data. */
export function toResult(reader: DuckDBResultReader, maxRows = Infinity): Result {
  const types = reader.columnTypes();
  const columns = reader.columnNames().map((name, index) => {
    const type = types[index];
    if (!type) throw new Error(`DuckDB gave no type for column ${name}`);
    return { name, type };
  });
  const all = reader.getRows();
  const rows = all.length > maxRows ? all.slice(0, maxRows) : all;
  return {
    columns: columns.map(({ name, type }) => ({ name, ...snowflakeType(type) })),
    rows: rows.map((row) =>
      row.map((value, index) => {
        const column = columns[index];
        if (!column) throw new Error('DuckDB gave a row wider than its header');
        return cell(value, column.type);
      }),
    ),
  };
}

export const nothing: Result = { columns: [], rows: [] };
