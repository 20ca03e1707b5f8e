import { refuse } from '../refusal';
import { macro } from './macro';
import { atom, type Sql } from './sql';
import { isSemiStructured } from './type';

/**
 * Rule R1: a VARIANT is cast where it is first touched. Locally a VARIANT is JSON text, which DuckDB would coerce in
 * its own way (quotes kept, numbers compared as text) where Snowflake unwraps the value.
 */
export function scalar(sql: Sql, where: string): Sql {
  if (isSemiStructured(sql.type)) refuse(`A VARIANT inside ${where} without a cast`, sql.at, 'Add ::type.');
  return sql;
}

/** As text, the way Snowflake writes values of other types. */
export function text(sql: Sql, where: string): Sql {
  // A VARIANT is coerced where a text belongs, as by a cast.
  if (sql.type === 'variant') return macro('variant_to_text', [sql], 'text', sql.at);
  scalar(sql, where);
  if (sql.type === 'text' || sql.type === 'null') return sql;
  if (sql.type === 'binary' && where !== 'CAST')
    refuse(`A BINARY inside ${where}`, sql.at, 'Use TO_VARCHAR with a format.');
  if (sql.type === 'boolean' || sql.type === 'integer' || sql.type === 'date') {
    return atom(`CAST(${sql.text} AS VARCHAR)`, 'text', sql.at);
  }
  return macro('to_text', [sql], 'text', sql.at);
}
