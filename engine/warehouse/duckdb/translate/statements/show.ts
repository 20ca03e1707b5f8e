import type { Environment } from '../emit/environment';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import { ifExists, type Statement, type Written } from './statement';

/**
 * The columns that tools read of SHOW, in lower case as there. Times and owners are not kept locally.
 * https://docs.snowflake.com/en/sql-reference/sql/show-objects
 */
const COLUMNS: Readonly<Record<string, string>> = {
  OBJECTS: `TABLE_NAME AS "name", TABLE_CATALOG AS "database_name", TABLE_SCHEMA AS "schema_name", CASE WHEN TABLE_TYPE = 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS "kind", COMMENT AS "comment", ROW_COUNT AS "rows" FROM sf.information_schema_tables()`,
  TABLES: `TABLE_NAME AS "name", TABLE_CATALOG AS "database_name", TABLE_SCHEMA AS "schema_name", 'TABLE' AS "kind", COMMENT AS "comment", ROW_COUNT AS "rows" FROM sf.information_schema_tables() WHERE TABLE_TYPE <> 'VIEW'`,
  VIEWS: `TABLE_NAME AS "name", TABLE_CATALOG AS "database_name", TABLE_SCHEMA AS "schema_name", COMMENT AS "comment" FROM sf.information_schema_tables() WHERE TABLE_TYPE = 'VIEW'`,
  SCHEMAS: `SCHEMA_NAME AS "name", CATALOG_NAME AS "database_name" FROM sf.information_schema_schemata()`,
  COLUMNS: `TABLE_NAME AS "table_name", TABLE_SCHEMA AS "schema_name", COLUMN_NAME AS "column_name", DATA_TYPE AS "data_type", IS_NULLABLE AS "null?", COLUMN_DEFAULT AS "default", COMMENT AS "comment", TABLE_CATALOG AS "database_name" FROM sf.information_schema_columns()`,
};

export const show: Statement = (reader) => {
  reader.expect('SHOW');
  reader.take('TERSE');
  const kind = reader.peek().text;
  const columns = COLUMNS[kind];
  if (columns === undefined)
    return reader.refuse(`SHOW ${kind}`, `There are SHOW ${Object.keys(COLUMNS).join(', ')}.`);
  reader.next();
  const conditions: string[] = [];
  if (reader.take('LIKE'))
    conditions.push(`${kind === 'COLUMNS' ? '"column_name"' : '"name"'} ILIKE ${literal(reader.string())}`);
  if (reader.take('IN')) conditions.push(...scope(reader, kind));
  if (reader.take('STARTS', 'WITH')) conditions.push(`starts_with("name", ${literal(reader.string())})`);
  const limit = reader.take('LIMIT') ? ` LIMIT ${reader.number()}` : '';
  if (reader.is('FROM')) reader.refuse('SHOW … LIMIT … FROM');
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const order = kind === 'COLUMNS' ? '' : ' ORDER BY "name"';
  return { kind: 'query', statements: [`SELECT * FROM (SELECT ${columns})${where}${order}${limit}`] };
};

function scope(reader: Reader, kind: string): readonly string[] {
  if (reader.take('ACCOUNT')) return [];
  if (reader.take('DATABASE')) {
    const at = reader.peek();
    return at.kind === 'word' || at.kind === 'quoted'
      ? [`"database_name" = ${literal(reader.name().text)}`]
      : [];
  }
  const table = reader.take('TABLE') || reader.take('VIEW');
  if (!table) reader.take('SCHEMA');
  const path = reader.path();
  if (table && kind !== 'COLUMNS') refuse(`SHOW ${kind} IN TABLE`, path[0]?.at ?? 0);
  return table
    ? named(path, ['table_name', 'schema_name', 'database_name'])
    : kind === 'SCHEMAS'
      ? named(path, ['database_name'])
      : named(path, ['schema_name', 'database_name']);
}

const named = (path: Path, columns: readonly string[]): readonly string[] =>
  [...path].reverse().map((part, index) => {
    const column = columns[index];
    if (column === undefined) return refuse('A name of so many parts here', part.at);
    return `"${column}" = ${literal(part.text)}`;
  });

/** https://docs.snowflake.com/en/sql-reference/sql/desc-table */
export const describe: Statement = (reader: Reader, env: Environment): Written => {
  void env;
  if (!reader.take('DESCRIBE')) reader.expect('DESC');
  if (!reader.take('TABLE') && !reader.take('VIEW')) reader.refuse(`DESCRIBE ${reader.peek().text}`);
  ifExists(reader);
  const conditions = named(reader.path(), ['TABLE_NAME', 'TABLE_SCHEMA', 'TABLE_CATALOG']);
  return {
    kind: 'query',
    statements: [
      `SELECT COLUMN_NAME AS "name", CASE WHEN DATA_TYPE = 'NUMBER' THEN 'NUMBER(' || NUMERIC_PRECISION || ',' || NUMERIC_SCALE || ')' WHEN DATA_TYPE = 'TEXT' THEN 'VARCHAR(16777216)' ELSE DATA_TYPE END AS "type", 'COLUMN' AS "kind", CASE IS_NULLABLE WHEN 'YES' THEN 'Y' ELSE 'N' END AS "null?", COLUMN_DEFAULT AS "default", COMMENT AS "comment" FROM sf.information_schema_columns() WHERE ${conditions.join(' AND ')} ORDER BY ORDINAL_POSITION`,
    ],
  };
};
