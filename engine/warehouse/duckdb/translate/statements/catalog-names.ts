import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';

/** Conditions on the names that the catalog's macros give (compat/catalog.ts), for SHOW and DESCRIBE. */
export const inSchema = (path: Path, conditions: readonly string[], column: string): readonly string[] =>
  path.length > 1 ? conditions : [...conditions, `${column} = current_schema()`];

/** Fails with Snowflake's words where a table or view is not there, by its name as it is stored. */
export function existing(path: Path): string {
  const conditions = inSchema(
    path,
    named(path, ['TABLE_NAME', 'TABLE_SCHEMA', 'TABLE_CATALOG']),
    'TABLE_SCHEMA',
  );
  const name = path.map(({ text }) => text).join('.');
  return failing(
    `SELECT 1 FROM sf.catalog_tables() WHERE ${conditions.join(' AND ')}`,
    `002003 (02000): SQL compilation error: Table '${name}' does not exist or not authorized.`,
  );
}

export const failing = (found: string, message: string): string =>
  `SELECT CASE WHEN count(*) = 0 THEN sf.fail(${literal(message)}) END FROM (${found})`;

export const named = (path: Path, columns: readonly string[]): readonly string[] =>
  [...path].reverse().map((part, index) => {
    const column = columns[index];
    if (column === undefined) return refuse('A name of so many parts here', part.at);
    return `"${column}" = ${literal(part.text)}`;
  });
