/**
 * An error raised inside an expression, with Snowflake's number. DuckDB's own error() counts as volatile, which makes
 * the binder refuse column aliases that use it; a cast that fails does not. `snowflakeError` finds the text again.
 */
export const errors: readonly string[] = [
  `fail(message) AS CAST(message AS INTEGER)`,
  // CHECKs of translate/statements/checks.ts.
  `fits(text, characters) AS CASE WHEN length(text) > characters THEN sf.fail('100078 (22000): String ''' || text || ''' is too long and would be truncated') IS NULL ELSE TRUE END`,
  `is_key(column_value, kind) AS CASE kind WHEN '' THEN column_value IS NULL ELSE TRUE END`,
];

/**
 * Macros that tables may hold in their CHECKs: DuckDB replaces none that a table depends on, so these stay as they are
 * for ever, and no table holds another one.
 */
export const KEPT: ReadonlySet<string> = new Set(['fail', 'fits', 'is_key']);

export interface SnowflakeError {
  /** Snowflake's number, e.g. 100051 for a division by zero. */
  readonly number: number;
  readonly sqlState: string;
  readonly message: string;
}

/** The Snowflake error inside DuckDB's message, where one of the macros raised it. */
export function snowflakeError(duckdbMessage: string): SnowflakeError | undefined {
  // A CHECK that fails tells its own text as well, in which the number stands too.
  const found = /convert string '(\d{6}) \((\w{5})\): ([\s\S]*?)' to INT32/.exec(duckdbMessage);
  if (!found) return undefined;
  return { number: Number(found[1]), sqlState: found[2] ?? '', message: found[3] ?? '' };
}
