import { LakehouseError, messageOf } from '../../errors';
import { snowflakeError } from './compat/errors';

/**
 * DuckDB's errors in the words and numbers by which Snowflake's users know them, where Snowflake documents the number.
 * What is not listed keeps DuckDB's own words.
 */
const RULES: readonly (readonly [pattern: RegExp, words: (...groups: string[]) => string])[] = [
  [
    /Could not convert string ['"](.*)['"] to (?:U?(?:TINY|SMALL|BIG|HUGE)?INT\d*|DECIMAL\S*|DOUBLE|FLOAT)/s,
    (_all, value = '') => `100038 (22018): Numeric value '${value}' is not recognized`,
  ],
  [
    /(?:Table|View) with name (\S+) does not exist/i,
    (_all, name = '') =>
      `002003 (42S02): SQL compilation error: Object '${name.replace(/!$/, '').toUpperCase()}' does not exist or not authorized`,
  ],
  [
    /(?:Schema with name (\S+) does not exist|schema "([^"]+)" does not exist)/i,
    (_all, one = '', two = '') =>
      `002003 (02000): SQL compilation error: Schema '${(one || two).replace(/!$/, '').toUpperCase()}' does not exist or not authorized`,
  ],
  [
    /Referenced column "([^"]+)" not found/i,
    (_all, name = '') => `000904 (42000): SQL compilation error: invalid identifier '${name.toUpperCase()}'`,
  ],
  [
    /(?:Table|View) with name "?([^"\s!]+)"? already exists/i,
    (_all, name = '') =>
      `002002 (42710): SQL compilation error: Object '${name.toUpperCase()}' already exists.`,
  ],
  [
    /invalid (?:date|timestamp) field format: "([^"]*)"/i,
    (_all, value = '') => `100040 (22007): Date '${value}' is not recognized`,
  ],
];

/** The first line, and the plan's hint of where; the rest of a DuckDB message repeats the statement. */
function firstLines(message: string): string {
  return message.split('\n\n')[0]?.trim() ?? message;
}

/** A statement that failed, with the statement it was: LH502. */
export function statementFailed(error: unknown, statement: string): LakehouseError {
  if (error instanceof LakehouseError) return error;
  const message = messageOf(error);
  const raised = snowflakeError(message);
  if (raised) return failure(`${raised.number} (${raised.sqlState}): ${raised.message}`, statement);
  for (const [pattern, words] of RULES) {
    const found = pattern.exec(message);
    if (found) return failure(`${words(...found)}. DuckDB says: ${firstLines(message)}`, statement);
  }
  return failure(firstLines(message), statement);
}

function failure(message: string, statement: string): LakehouseError {
  const snippet = statement.trim().split('\n')[0]?.slice(0, 200);
  return new LakehouseError([{ code: 'LH502', message, location: { file: 'statement', line: 1, snippet } }]);
}

/** Two transactions wrote the same: one of them may simply be run again. */
export const isConflict = (error: unknown): boolean =>
  /write-write conflict|Transaction conflict|Conflict on (?:update|tuple)/i.test(messageOf(error));
