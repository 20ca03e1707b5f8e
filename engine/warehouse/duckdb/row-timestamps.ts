import type { RelationName } from '../port';
import { refuse } from './translate/refusal';
import { Cursor } from './load/cursor';

/** What a statement means for tables with ROW_TIMESTAMP = TRUE, and its text for the translator. */
export interface RowTimestampStatement {
  readonly sql: string;
  /** A table that is created with these properties. */
  readonly creates?: { readonly table: RelationName; readonly evolves: boolean } | undefined;
  /** A table with row timestamps whose rows are added to or taken away from. */
  readonly writes?: RelationName | undefined;
  /** A table whose load history ends: Snowflake keeps it with the table and drops it with its rows. */
  readonly forgets?: RelationName | undefined;
}

const PROPERTIES = ['ROW_TIMESTAMP', 'ENABLE_SCHEMA_EVOLUTION'];

/** The columns of a table with row timestamps but for that one; undefined of any other. */
export type VisibleColumns = (table: RelationName) => Promise<readonly string[] | undefined>;

/**
 * Takes the two table properties out of CREATE TABLE, and gives INSERT the list of visible columns that it leaves
 * out: DuckDB has no hidden columns, so the commit time is a real one that no statement may have to name.
 */
export async function rowTimestampStatement(
  sql: string,
  database: string,
  visibleColumns: VisibleColumns,
): Promise<RowTimestampStatement> {
  const written = async (table: RelationName): Promise<RelationName | undefined> =>
    (await visibleColumns(table)) && table;
  const cursor = new Cursor(sql, database);
  if (cursor.take('CREATE')) return createTable(cursor, sql);
  if (cursor.take('INSERT')) return insert(cursor, sql, visibleColumns);
  if (cursor.take('TRUNCATE')) {
    cursor.take('TABLE');
    cursor.take('IF', 'EXISTS');
    const table = cursor.relation();
    return { sql, writes: await written(table), forgets: table };
  }
  if (cursor.take('DROP', 'TABLE')) {
    cursor.take('IF', 'EXISTS');
    return { sql, forgets: cursor.relation() };
  }
  if (cursor.take('DELETE', 'FROM')) return { sql, writes: await written(cursor.relation()) };
  const updates = cursor.take('UPDATE') || cursor.take('MERGE', 'INTO');
  if (updates) {
    const at = cursor.peek().start;
    const table = cursor.relation();
    // Bronze is never changed; a changed row would need a new commit time, which is not known before the commit.
    if (await visibleColumns(table))
      refuse('UPDATE or MERGE of a table with ROW_TIMESTAMP = TRUE', at, 'Insert new rows instead.');
  }
  return { sql };
}

function createTable(cursor: Cursor, sql: string): RowTimestampStatement {
  const replaces = cursor.take('OR', 'REPLACE');
  cursor.take('TRANSIENT');
  if (!cursor.take('TABLE')) return { sql };
  cursor.take('IF', 'NOT', 'EXISTS');
  const table = cursor.relation();
  const found = new Set<string>();
  let kept = '';
  let from = 0;
  for (let depth = 0; !cursor.done; cursor.next()) {
    if (cursor.isSymbol('(')) depth += 1;
    if (cursor.isSymbol(')')) depth -= 1;
    const property = depth === 0 ? PROPERTIES.find((name) => cursor.isWords(name)) : undefined;
    if (!property) {
      if (depth === 0 && cursor.isWords('AS') && found.size > 0)
        cursor.refuse('CREATE TABLE AS with ROW_TIMESTAMP');
      continue;
    }
    kept += sql.slice(from, cursor.peek().start);
    cursor.next();
    cursor.expectSymbol('=');
    if (cursor.isWords('TRUE')) found.add(property);
    else if (!cursor.isWords('FALSE')) cursor.unexpected('Expected TRUE or FALSE');
    from = cursor.peek().end;
  }
  const rest = `${kept}${sql.slice(from)}`;
  const forgets = replaces ? table : undefined;
  if (found.size === 0) return { sql: rest, forgets };
  if (!found.has('ROW_TIMESTAMP')) cursor.refuse('ENABLE_SCHEMA_EVOLUTION without ROW_TIMESTAMP = TRUE');
  return { sql: rest, creates: { table, evolves: found.has('ENABLE_SCHEMA_EVOLUTION') }, forgets };
}

async function insert(
  cursor: Cursor,
  sql: string,
  visibleColumns: VisibleColumns,
): Promise<RowTimestampStatement> {
  cursor.take('OVERWRITE');
  if (!cursor.take('INTO')) return { sql };
  const table = cursor.relation();
  const columns = await visibleColumns(table);
  if (!columns) return { sql };
  const next = cursor.peek();
  const inner = cursor.peek(1);
  const listed =
    cursor.isSymbol('(') && !(inner.kind === 'word' && ['SELECT', 'WITH', 'VALUES'].includes(inner.text));
  if (listed) return { sql, writes: table };
  const list = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  return { sql: `${sql.slice(0, next.start)}(${list}) ${sql.slice(next.start)}`, writes: table };
}
