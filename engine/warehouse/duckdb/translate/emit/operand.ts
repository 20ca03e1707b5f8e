import { refuse } from '../refusal';
import { direct, macro } from './macro';
import { atom, simple, type Sql } from './sql';
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
  if (sql.type === 'text') return sql;
  // DuckDB gives a bare NULL the type of a number.
  if (sql.type === 'null') return simple('CAST(NULL AS VARCHAR)', 'text', sql.at);
  if (sql.type === 'binary' && where !== 'CAST')
    refuse(`A BINARY inside ${where}`, sql.at, 'Use TO_VARCHAR with a format.');
  switch (sql.type) {
    case 'boolean':
    case 'integer':
    case 'number':
    case 'date':
      return atom(`CAST(${sql.text} AS VARCHAR)`, 'text', sql.at);
    case 'timestamp':
    case 'timestamptz':
      return direct(`${sql.type}_to_text`, [sql], 'text', sql.at);
    case 'time':
      return atom(`left(CAST(${sql.text} AS VARCHAR), 8)`, 'text', sql.at);
    case 'float':
      return macro('float_to_text', [sql], 'text', sql.at);
    default:
      return macro('to_text', [sql], 'text', sql.at);
  }
}
