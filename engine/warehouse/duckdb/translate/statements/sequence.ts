import { path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse, reject } from '../refusal';
import type { Reader } from '../syntax/reader';
import { ddl, ifExists, ifNotExists, nothing, type Written } from './statement';

/** After CREATE [OR REPLACE] SEQUENCE. https://docs.snowflake.com/en/sql-reference/sql/create-sequence */
export function createSequence(reader: Reader, replace: boolean): Written {
  const guarded = ifNotExists(reader);
  if (replace && guarded)
    reject('SQL compilation error: OR REPLACE and IF NOT EXISTS are not allowed together', reader.at);
  const target = reader.path();
  reader.take('WITH');
  let [start, increment] = [1, 1];
  let comment: string | undefined;
  for (;;) {
    if (reader.take('START')) start = signedAmount(reader, 'WITH');
    else if (reader.take('INCREMENT')) increment = signedAmount(reader, 'BY');
    else if (reader.take('ORDER') || reader.take('NOORDER')) continue;
    else if (reader.take('COMMENT')) {
      reader.expect('=');
      comment = reader.string();
    } else break;
  }
  const head = `CREATE ${replace ? 'OR REPLACE ' : ''}SEQUENCE ${guarded ? 'IF NOT EXISTS ' : ''}${path(target)}`;
  return ddl(
    `${head} ${counting(start, increment)}`,
    ...(comment === undefined ? [] : [`COMMENT ON SEQUENCE ${path(target)} IS ${literal(comment)}`]),
  );
}

/** DuckDB's bounds begin at 1 or end at -1 unless they are given. */
export function counting(start: number, increment: number): string {
  const bounds =
    increment > 0
      ? `MINVALUE ${Math.min(start, 1)} MAXVALUE 9223372036854775807`
      : `MINVALUE -9223372036854775808 MAXVALUE ${Math.max(start, -1)}`;
  return `INCREMENT BY ${increment} ${bounds} START WITH ${start}`;
}

/** `WITH = -5` */
export function signedAmount(reader: Reader, word?: string): number {
  if (word !== undefined) reader.take(word);
  reader.take('=');
  const sign = reader.take('-') ? -1 : 1;
  return sign * reader.number();
}

/** DuckDB alters nothing of a sequence. */
export function alterSequence(reader: Reader): Written {
  ifExists(reader);
  const target = reader.path();
  const set = reader.take('SET');
  if (set && reader.take('COMMENT')) {
    reader.expect('=');
    return ddl(`COMMENT ON SEQUENCE ${path(target)} IS ${literal(reader.string())}`);
  }
  if (reader.take('UNSET', 'COMMENT')) return ddl(`COMMENT ON SEQUENCE ${path(target)} IS NULL`);
  if (set && (reader.take('ORDER') || reader.take('NOORDER'))) return nothing;
  return refuse('ALTER SEQUENCE', target[0]?.at ?? 0, 'Create the sequence again.');
}
