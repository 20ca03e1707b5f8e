import { LakehouseError, messageOf } from '../../errors';
import { snowflakeError } from './compat/errors';

type Words = (
  groups: readonly string[],
  failed: { readonly statement: string; readonly message: string },
) => string;

const missing = (kind: string, name: string): string =>
  `002003 (${kind === 'Schema' ? '02000' : '42S02'}): SQL compilation error: ${kind} '${upper(name)}' does not exist or not authorized`;
const exists = (name: string): string =>
  `002002 (42710): SQL compilation error: Object '${upper(name)}' already exists.`;
const invalidIdentifier = (name: string): string =>
  `000904 (42000): SQL compilation error: invalid identifier '${upper(name)}'`;
const wrongWidth = (expected: string, got: string): string =>
  `002020 (21S01): SQL compilation error: Insert value list does not match column list expecting ${expected} but got ${got}`;

const upper = (name: string): string => name.replace(/!$/, '').toUpperCase();

/** DROP, ALTER, TRUNCATE and DESCRIBE call it by its kind; queries and DML by Object. */
const kindIn = (statement: string): string => {
  const word = /^\s*(?:DROP|ALTER|TRUNCATE|DESC|DESCRIBE)\s+(?:TABLE|VIEW)?/i.exec(statement)?.[0] ?? '';
  return /VIEW/i.test(word) ? 'View' : word === '' ? 'Object' : 'Table';
};

/**
 * DuckDB's errors in the words and numbers by which Snowflake's users know them, where Snowflake documents the number.
 * What is not listed keeps DuckDB's own words.
 */
const RULES: readonly (readonly [pattern: RegExp, words: Words])[] = [
  // NUMBER(38,0) is kept in 64 bits, any other NUMBER of more than 18 digits in 128.
  [
    /Overflow in \w+ of INT(?:64|32)\b|out of range for the destination type INT64|Failed to cast decimal value \S+ to type INT64/,
    () => '000000 (LOCAL): A whole number beyond 64 bits: cast it to NUMBER(37,0)',
  ],
  // DuckDB keeps what it computes of numbers of up to 18 digits in 18 digits.
  [
    /Overflow in \w+ of DECIMAL\(18\)/,
    () =>
      '000000 (LOCAL): A sum or product of more than 18 digits: cast one side to a NUMBER of more than 18 digits',
  ],
  [/out of range for numeric function cotangent/, () => '000000 (LOCAL): COT(0)'],
  [
    /out of range for the destination type INT32/,
    () => '000000 (LOCAL): A whole number beyond 32 bits where a count, a place or a number of days belongs',
  ],
  [
    /Could not convert string ['"](.*)['"] to (?:U?(?:TINY|SMALL|BIG|HUGE)?INT\d*|DECIMAL\S*|DOUBLE|FLOAT)/s,
    ([written = '']) => {
      // A text with an underscore was made one that DuckDB takes for no number either (compat/numbers.ts).
      const value = written.includes('_') ? written.replace(/^\?/, '') : written;
      return /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(value)
        ? `100039 (22003): Numeric value '${value}' is out of range`
        : `100038 (22018): Numeric value '${value}' is not recognized`;
    },
  ],
  [
    /(?:Could not cast value (?:of type \S+ )?|Casting value ")([^\s"]+)"? (?:from \S+ )?to (?:type )?(DECIMAL\S*)/,
    ([value = '', type = '']) =>
      `100046 (22003): Number out of representable range: type ${type.replace('DECIMAL', 'FIXED')}, value ${value}`,
  ],
  [
    /NOT NULL constraint failed: ([^.\s]+)\.(\S+)/,
    ([table = '', column = ''], { statement }) =>
      /^\s*ALTER/i.test(statement)
        ? `001471 (42601): SQL compilation error: Column '${column}' contains null values. Not null constraint cannot be added.`
        : `100072 (22000): DML operation to table ${table} failed on column ${column} with error: NULL result in a non-nullable column`,
  ],
  [
    /(?:Table|View) with name (\S+) does not exist/i,
    ([name = ''], { statement }) => missing(kindIn(statement), name),
  ],
  [
    /(?:Schema with name (\S+) does not exist|schema "([^"]+)" does not exist)/i,
    ([one = '', two = '']) => missing('Schema', one || two),
  ],
  [
    /SET schema: No catalog \+ schema named/,
    () => '002043 (02000): SQL compilation error: Object does not exist, or operation cannot be performed.',
  ],
  [/Sequence with name (\S+) does not exist/i, ([name = '']) => missing('Sequence', name)],
  [/Referenced (?:update )?column "?([^"\s]+)"? not found/i, ([name = '']) => invalidIdentifier(name)],
  [
    /Table "([^"]+)" does not have a column (?:named|with name) "([^"]+)"/i,
    ([table = '', column = ''], { message }) =>
      invalidIdentifier(message.includes('with name') ? column : `${table}.${column}`),
  ],
  [
    /Referenced table "([^"]+)" not found/i,
    ([table = ''], { message }) => {
      const rest = message.slice(message.indexOf('LINE '));
      const column = new RegExp(`\\b${table.replace(/\W/g, '\\$&')}"?\\."?(\\w+)`).exec(rest)?.[1];
      return invalidIdentifier(column === undefined ? table : `${table}.${column}`);
    },
  ],
  [
    /Ambiguous reference to column name "([^"]+)"/i,
    ([name = '']) => `002028 (42601): SQL compilation error: ambiguous column name '${upper(name)}'`,
  ],
  [
    /table \S+ has (\d+) columns but (\d+) values were supplied/,
    ([expected = '', got = '']) => wrongWidth(expected, got),
  ],
  [
    /expected (\d+) columns but (\d+) values were supplied/,
    ([expected = '', got = '']) => wrongWidth(expected, got),
  ],
  [
    /Set operations can only apply to expressions with the same number of result columns/,
    () =>
      '001789 (42601): SQL compilation error: invalid number of result columns for set operator input branches',
  ],
  [
    /More than one row returned by a subquery/,
    () => '090150 (22000): Single-row subquery returns more than one row.',
  ],
  [
    /(?:Table|View|Schema|Sequence|Index) with name "?([^"\s!]+)"? already exists/i,
    ([name = '']) => exists(name),
  ],
  [/Existing object ([^"\s!]+) is of type \w+, trying to replace/i, ([name = '']) => exists(name)],
  [/Could not rename "[^"]*" to "([^"]*)": another entry/i, ([name = '']) => exists(name)],
  [
    /Column with name "?([^"\s!]+)"? already exists/i,
    ([name = ''], { statement }) =>
      /^\s*ALTER/i.test(statement)
        ? `001430 (42601): SQL compilation error: column '${upper(name)}' already exists`
        : `002025 (42S21): SQL compilation error: duplicate column name '${upper(name)}'`,
  ],
  [
    /invalid (?:date|timestamp) field format: "([^"]*)"/i,
    ([value = '']) => `100040 (22007): Date '${value}' is not recognized`,
  ],
];

/** DuckDB has no savepoints: what failed inside a transaction ends it, where Snowflake lets the others be committed. */
const ABORTED = /Current transaction is aborted/;

/** The first line, and the plan's hint of where; the rest of a DuckDB message repeats the statement. */
function firstLines(message: string): string {
  return message.split('\n\n')[0]?.trim() ?? message;
}

/** A statement that failed, with the statement it was: LH502. */
export function statementFailed(error: unknown, statement: string): LakehouseError {
  if (error instanceof LakehouseError) return error;
  const message = messageOf(error).replace(/^Failed to extract statements: /, '');
  if (ABORTED.test(message)) {
    const text =
      'Going on in a transaction after a statement of it failed is not supported on the local engine. Send ROLLBACK.';
    return failure(text, statement, 'LH501');
  }
  const raised = snowflakeError(message);
  if (raised)
    return failure(
      `${String(raised.number).padStart(6, '0')} (${raised.sqlState}): ${raised.message}`,
      statement,
    );
  for (const [pattern, words] of RULES) {
    const found = pattern.exec(message);
    if (!found) continue;
    const said = words(found.slice(1), { statement, message }).replace(/\.$/, '');
    return failure(`${said}. DuckDB says: ${firstLines(message)}`, statement);
  }
  return failure(firstLines(message), statement);
}

function failure(message: string, statement: string, code: 'LH501' | 'LH502' = 'LH502'): LakehouseError {
  const snippet = statement.trim().split('\n')[0]?.slice(0, 200);
  return new LakehouseError([{ code, message, location: { file: 'statement', line: 1, snippet } }]);
}

/** Two transactions wrote the same: one of them may simply be run again. */
export const isConflict = (error: unknown): boolean =>
  /write-write conflict|Transaction conflict|Conflict on (?:update|tuple)/i.test(messageOf(error));
