import { macro } from '../emit/macro';
import { atom, compound, Level, within, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { refuse } from '../refusal';
import { asNumber } from './coercion';

/**
 * A DATE takes whole days, and the difference of two is the days between. A TIME or a TIMESTAMP takes neither.
 * https://docs.snowflake.com/en/sql-reference/data-types-datetime#simple-arithmetic-for-dates
 */
export function dateSum(left: Sql, right: Sql, operator: '+' | '-'): Sql {
  for (const { type, at } of [left, right])
    if (type === 'timestamp' || type === 'timestamptz' || type === 'time')
      refuse(`${operator} on a ${type === 'time' ? 'TIME' : 'TIMESTAMP'}`, at, 'Use DATEADD or DATEDIFF.');
  const print = (l: Sql, r: Sql, type: Type): Sql =>
    compound(`${within(l, Level.Sum)} ${operator} ${within(r, Level.Product)}`, Level.Sum, type, left.at);
  if (left.type === 'date' && right.type === 'date')
    return operator === '-' ? print(left, right, 'integer') : refuse('A DATE plus a DATE', right.at);
  if (operator === '-' && right.type === 'date')
    return left.type === 'unknown' ? print(left, right, 'integer') : refuse('A number minus a DATE', left.at);
  // What is subtracted may be a date as well: DuckDB knows, or finds no such operator.
  if (operator === '-' && right.type === 'unknown') return print(left, right, 'unknown');
  return left.type === 'date' ? print(left, days(right), 'date') : print(days(left), right, 'date');
}

/** DuckDB adds an INTEGER to a date, no BIGINT. */
function days(sql: Sql): Sql {
  if (sql.type === 'unknown') return macro('whole_days', [sql], 'integer', sql.at);
  const n = asNumber(sql, 'date arithmetic');
  if (n.type !== 'integer' && n.type !== 'null')
    refuse('A date and a fraction of days', n.at, 'Use DATEADD.');
  return /^\d{1,9}$/.test(n.text)
    ? n
    : { ...atom(`CAST(${n.text} AS INTEGER)`, 'integer', n.at), simple: n.simple };
}
