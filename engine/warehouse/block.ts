import { literal } from './identifier';

/**
 * Several statements as one: an anonymous block of Snowflake Scripting, which Snowflake carries out by itself to its
 * end or to the first failure, whoever dies meanwhile. It is no transaction: each DDL statement commits by itself.
 * Drivers send a block as the text of EXECUTE IMMEDIATE.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/running-examples
 */
export function blockOf(statements: readonly string[]): string {
  const [only, ...more] = statements;
  if (only !== undefined && more.length === 0) return only;
  return `execute immediate ${literal(`begin\n${statements.map((sql) => `${sql};\n`).join('')}end;`)}`;
}
