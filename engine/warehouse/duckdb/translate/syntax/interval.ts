import type { Expression, IntervalFields } from './ast';
import type { Reader } from './reader';

const FIELDS: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

/**
 * `INTERVAL '1 year, 2 days'`, a constant, and `INTERVAL '1-02' YEAR(2) TO MONTH`, a literal of an interval type.
 * https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
 */
export function interval(reader: Reader): Expression {
  const { at } = reader;
  reader.expect('INTERVAL');
  const text = reader.string();
  const from = field(reader);
  if (from === undefined) return { kind: 'interval', text, at };
  const to = reader.take('TO') ? (field(reader) ?? reader.unexpected('a field of an interval')) : undefined;
  const fields: IntervalFields = { from, to: to ?? from };
  return { kind: 'interval', text, fields, at };
}

/** A field in the singular, its precision left out: that only limits the digits. */
function field(reader: Reader): string | undefined {
  const token = reader.peek();
  const name = token.kind === 'word' ? token.text.replace(/S$/, '') : '';
  if (!FIELDS.has(name)) return undefined;
  reader.next();
  if (reader.is('(')) reader.parenthesized(() => reader.list(() => reader.number()));
  return name.toLowerCase();
}
