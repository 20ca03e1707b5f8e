import { fail } from '../../errors';
import { identifier, literal, relationText } from '../identifier';
import type { CatalogEntry, Column, RelationKind, RelationName, Result } from '../port';
import { records } from '../records';
import { declaredType } from './column-types';
import { isMissing } from './driver-errors';

type Query = (sql: string) => Promise<Result>;

/** SHOW gives no more, and says nothing when it leaves some out. */
const MOST_ROWS = 10_000;

/** Needs no warehouse. https://docs.snowflake.com/en/sql-reference/sql/show-objects */
export async function readCatalog(query: Query, database: string): Promise<readonly CatalogEntry[]> {
  const found = records(await query(`SHOW TERSE OBJECTS IN DATABASE ${identifier(database)}`));
  if (found.length >= MOST_ROWS) {
    fail(
      'LH561',
      `Database ${database} has ${MOST_ROWS} relations or more, and SHOW lists no more than that. Keep the lakehouse in a database of its own.`,
    );
  }
  return found
    .filter((field) => field('schema_name') !== 'INFORMATION_SCHEMA')
    .map((field) => ({
      database: field('database_name'),
      schema: field('schema_name'),
      name: field('name'),
      kind: relationKind(field('kind')),
    }));
}

/** `TABLE`, `VIEW`, `MATERIALIZED VIEW`, `EXTERNAL TABLE`, `DYNAMIC TABLE`, … */
function relationKind(kind: string): RelationKind {
  if (kind.includes('VIEW')) return 'view';
  return kind === 'EXTERNAL TABLE' ? 'external table' : 'table';
}

/** DESCRIBE TABLE describes views as well. https://docs.snowflake.com/en/sql-reference/sql/desc-table */
export async function readColumns(
  query: Query,
  relation: RelationName,
): Promise<readonly Column[] | undefined> {
  try {
    const described = records(await query(`DESCRIBE TABLE ${relationText(relation)}`));
    return described.map((field) => ({ name: field('name'), ...declaredType(field('type')) }));
  } catch (error: unknown) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** https://docs.snowflake.com/en/sql-reference/functions/system_last_change_commit_time */
export async function readChangeTokens(
  query: Query,
  relations: readonly RelationName[],
): Promise<readonly (string | undefined)[]> {
  if (relations.length === 0) return [];
  const asked = relations.map(
    (relation) => `SYSTEM$LAST_CHANGE_COMMIT_TIME(${literal(relationText(relation))})::VARCHAR`,
  );
  try {
    const { rows } = await query(`SELECT ${asked.join(', ')}`);
    return relations.map((_, index) => token(rows[0]?.[index]));
  } catch (error: unknown) {
    if (!isMissing(error)) throw error;
    // One that is not there fails the statement for all of them.
    if (relations.length === 1) return [undefined];
    const each = await Promise.all(relations.map((relation) => readChangeTokens(query, [relation])));
    return each.flat();
  }
}

const token = (cell: unknown): string | undefined =>
  cell === null || cell === undefined ? undefined : String(cell);
