import { refuse } from '../refusal';
import type { DataType } from '../syntax/ast';
import type { Type } from './type';

/** A Snowflake type as DuckDB stores it. */
export interface Storage {
  readonly sql: string;
  readonly type: Type;
  /** NUMBER's precision and scale. */
  readonly precision?: number;
  readonly scale?: number;
  /** VARCHAR(n). */
  readonly length?: number;
}

const WHOLE = new Set(['INT', 'INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT', 'BYTEINT']);
const FIXED = new Set(['NUMBER', 'DECIMAL', 'NUMERIC', 'DEC']);
const FLOATING = new Set(['FLOAT', 'FLOAT4', 'FLOAT8', 'DOUBLE', 'DOUBLE PRECISION', 'REAL']);
const TEXTS = new Set([
  'VARCHAR',
  'STRING',
  'TEXT',
  'NVARCHAR',
  'NVARCHAR2',
  'CHAR VARYING',
  'NCHAR VARYING',
]);
const CHARACTERS = new Set(['CHAR', 'CHARACTER', 'NCHAR']);
const WITHOUT_ZONE = new Set(['TIMESTAMP', 'TIMESTAMP_NTZ', 'TIMESTAMPNTZ', 'DATETIME']);

/**
 * https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
 * - NUMBER(38,0), and so INT and its like, is a BIGINT: a value beyond 64 bits fails, it never wraps. NUMBER(p,s) is
 *   DECIMAL(p,s).
 * - TIMESTAMP is TIMESTAMP_NTZ (Snowflake's default mapping); precision beyond microseconds is not kept.
 * - TIMESTAMP_LTZ is TIMESTAMP WITH TIME ZONE, with the session in UTC. TIMESTAMP_TZ keeps its offset in Snowflake and
 *   has no counterpart.
 */
export function storage(type: DataType): Storage {
  const { name, parameters, at } = type;
  const most = (count: number): void => {
    if (parameters.length > count) refuse(`${name} with ${parameters.length} parameters`, at);
  };
  if (WHOLE.has(name)) {
    most(0);
    return { sql: 'BIGINT', type: 'integer', precision: 38, scale: 0 };
  }
  if (FIXED.has(name)) {
    most(2);
    const [precision = 38, scale = 0] = parameters;
    if (precision < 1 || precision > 38 || scale > precision) refuse(`${name}(${parameters.join(',')})`, at);
    if (precision === 38 && scale === 0) return { sql: 'BIGINT', type: 'integer', precision, scale };
    return { sql: `DECIMAL(${precision},${scale})`, type: 'number', precision, scale };
  }
  if (FLOATING.has(name)) {
    most(0);
    return { sql: 'DOUBLE', type: 'float' };
  }
  if (TEXTS.has(name) || CHARACTERS.has(name)) {
    most(1);
    const [length = CHARACTERS.has(name) ? 1 : undefined] = parameters;
    return { sql: 'VARCHAR', type: 'text', ...(length === undefined ? {} : { length }) };
  }
  const precision = parameters[0] ?? 9;
  if (WITHOUT_ZONE.has(name)) {
    most(1);
    if (precision !== 9 && precision !== 6)
      refuse(`${name}(${precision})`, at, 'Use it without precision and DATE_TRUNC.');
    return { sql: 'TIMESTAMP', type: 'timestamp' };
  }
  if (/^TIMESTAMP_?(LTZ|TZ)$/.test(name)) {
    most(1);
    if (precision !== 9 && precision !== 6)
      refuse(`${name}(${precision})`, at, 'Use it without precision and DATE_TRUNC.');
    return { sql: 'TIMESTAMP WITH TIME ZONE', type: 'timestamptz' };
  }
  if (name === 'TIME') {
    most(1);
    if (precision !== 9 && precision !== 6)
      refuse(`TIME(${precision})`, at, 'Use it without precision and DATE_TRUNC.');
    return { sql: 'TIME', type: 'time' };
  }
  most(name === 'BINARY' || name === 'VARBINARY' ? 1 : 0);
  switch (name) {
    case 'BOOLEAN':
      return { sql: 'BOOLEAN', type: 'boolean' };
    case 'DATE':
      return { sql: 'DATE', type: 'date' };
    case 'BINARY':
    case 'VARBINARY':
      return { sql: 'BLOB', type: 'binary' };
    case 'VARIANT':
      return { sql: 'JSON', type: 'variant' };
    case 'OBJECT':
      return { sql: 'JSON', type: 'object' };
    case 'ARRAY':
      return { sql: 'JSON', type: 'array' };
    default:
      return refuse(`The type ${name}`, at);
  }
}

/** The type of a column. Of a TIMESTAMP_TZ the hour and the day, too, would be those of UTC. */
export function columnStorage(type: DataType): Storage {
  if (/^TIMESTAMP_?TZ$/.test(type.name))
    refuse(
      'A column of TIMESTAMP_TZ',
      type.at,
      'Its offset would be lost: use TIMESTAMP_NTZ or TIMESTAMP_LTZ.',
    );
  return storage(type);
}
