import type { Environment } from '../emit/environment';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import { piped } from './pipeline';
import { refuseObject } from './refused';
import { ifExists, type Statement, type Written } from './statement';

/**
 * The columns of SHOW, in lower case as there. Times, owners and sizes are not kept locally: they are NULL.
 * https://docs.snowflake.com/en/sql-reference/sql/show
 */
interface Kind {
  readonly columns: string;
  readonly from: string;
  readonly terse: readonly string[];
  /** The columns by which a name is looked for, filtered and ordered. */
  readonly name: string;
  readonly order: string;
}

const CREATED = 'CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS "created_on"';
const PLACE = 'TABLE_CATALOG AS "database_name", TABLE_SCHEMA AS "schema_name"';
const TERSE = ['created_on', 'name', 'kind', 'database_name', 'schema_name'];
const FLAGS = ['is_dynamic', 'is_iceberg', 'is_hybrid', 'is_external', 'is_event', 'is_immutable']
  .map((flag) => `'N' AS "${flag}"`)
  .join(', ');
const TABLE_KIND = `CASE TABLE_TYPE WHEN 'VIEW' THEN 'VIEW' WHEN 'TEMPORARY TABLE' THEN 'TEMPORARY' ELSE 'TABLE' END AS "kind"`;
const STORED = `coalesce(COMMENT, '') AS "comment", '' AS "cluster_by", ROW_COUNT AS "rows", CAST(NULL AS BIGINT) AS "bytes", CAST(NULL AS VARCHAR) AS "owner", '1' AS "retention_time", ${FLAGS}`;

/** data_type of SHOW COLUMNS is JSON. */
const JSON_TYPE = `'{"type":"' || CASE DATA_TYPE WHEN 'NUMBER' THEN 'FIXED' WHEN 'FLOAT' THEN 'REAL' ELSE DATA_TYPE END || '"'
  || CASE WHEN DATA_TYPE = 'NUMBER' THEN ',"precision":' || NUMERIC_PRECISION || ',"scale":' || NUMERIC_SCALE
    WHEN DATA_TYPE IN ('TEXT', 'BINARY') THEN ',"length":' || CHARACTER_MAXIMUM_LENGTH || ',"byteLength":' || CASE WHEN DATA_TYPE = 'TEXT' THEN least(4 * CHARACTER_MAXIMUM_LENGTH, 16777216) ELSE CHARACTER_MAXIMUM_LENGTH END
    WHEN DATA_TYPE LIKE 'TIME%' THEN ',"precision":0,"scale":9' ELSE '' END
  || ',"nullable":' || CASE IS_NULLABLE WHEN 'YES' THEN 'true' ELSE 'false' END
  || CASE DATA_TYPE WHEN 'TEXT' THEN ',"fixed":false' WHEN 'BINARY' THEN ',"fixed":true' ELSE '' END || '}'`;

const AUTOINCREMENT = `CASE WHEN identifies THEN 'IDENTITY START ' || start_value || ' INCREMENT ' || increment_by || CASE WHEN ordered THEN ' ORDER' ELSE ' NOORDER' END ELSE '' END`;

const KINDS: Readonly<Record<string, Kind>> = {
  OBJECTS: {
    columns: `${CREATED}, TABLE_NAME AS "name", ${PLACE}, CASE WHEN TABLE_TYPE = 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS "kind", ${STORED}`,
    from: 'sf.counted_tables()',
    terse: TERSE,
    name: 'name',
    order: '"database_name", "schema_name", "name"',
  },
  TABLES: {
    columns: `${CREATED}, TABLE_NAME AS "name", ${PLACE}, ${TABLE_KIND}, ${STORED}, 'OFF' AS "change_tracking"`,
    from: `sf.counted_tables() WHERE TABLE_TYPE <> 'VIEW'`,
    terse: TERSE,
    name: 'name',
    order: '"database_name", "schema_name", "name"',
  },
  VIEWS: {
    columns: `${CREATED}, TABLE_NAME AS "name", '' AS "reserved", ${PLACE}, 'VIEW' AS "kind", CAST(NULL AS VARCHAR) AS "owner", coalesce(COMMENT, '') AS "comment", CAST(NULL AS VARCHAR) AS "text", CASE WHEN is_secure THEN 'true' ELSE 'false' END AS "is_secure", 'false' AS "is_materialized", 'OFF' AS "change_tracking"`,
    from: `sf.catalog_tables() WHERE TABLE_TYPE = 'VIEW'`,
    terse: TERSE,
    name: 'name',
    order: '"database_name", "schema_name", "name"',
  },
  SCHEMAS: {
    columns: `${CREATED}, SCHEMA_NAME AS "name", 'N' AS "is_default", CASE WHEN SCHEMA_NAME = current_schema() THEN 'Y' ELSE 'N' END AS "is_current", CATALOG_NAME AS "database_name", CAST(NULL AS VARCHAR) AS "owner", coalesce(COMMENT, '') AS "comment", '' AS "options", '1' AS "retention_time", CAST(NULL AS VARCHAR) AS "kind", CAST(NULL AS VARCHAR) AS "schema_name"`,
    from: 'sf.information_schema_schemata()',
    terse: TERSE,
    name: 'name',
    order: '"database_name", "name"',
  },
  COLUMNS: {
    columns: `TABLE_NAME AS "table_name", TABLE_SCHEMA AS "schema_name", COLUMN_NAME AS "column_name", ${JSON_TYPE} AS "data_type", CASE IS_NULLABLE WHEN 'YES' THEN 'true' ELSE 'NOT_NULL' END AS "null?", coalesce(COLUMN_DEFAULT, '') AS "default", 'COLUMN' AS "kind", '' AS "expression", coalesce(COMMENT, '') AS "comment", TABLE_CATALOG AS "database_name", ${AUTOINCREMENT} AS "autoincrement", ORDINAL_POSITION AS _position`,
    from: 'sf.catalog_columns()',
    terse: [],
    name: 'column_name',
    order: '"database_name", "schema_name", "table_name", _position',
  },
  SEQUENCES: {
    columns: `SEQUENCE_NAME AS "name", SEQUENCE_CATALOG AS "database_name", SEQUENCE_SCHEMA AS "schema_name", CAST(NEXT_VALUE AS BIGINT) AS "next_value", CAST("INCREMENT" AS BIGINT) AS "interval", ${CREATED}, CAST(NULL AS VARCHAR) AS "owner", coalesce(COMMENT, '') AS "comment"`,
    from: 'sf.information_schema_sequences()',
    terse: [],
    name: 'name',
    order: '"database_name", "schema_name", "name"',
  },
};

export const show: Statement = (reader, env) => {
  reader.expect('SHOW');
  const terse = reader.take('TERSE');
  const word = reader.peek().text;
  const kind = KINDS[word];
  if (!kind) return reader.refuse(`SHOW ${word}`, `There are SHOW ${Object.keys(KINDS).join(', ')}.`);
  reader.next();
  if (reader.is('HISTORY')) reader.refuse(`SHOW ${word} HISTORY`, 'What was dropped is not kept.');
  const like = reader.take('LIKE') ? [`"${kind.name}" ILIKE ${literal(reader.string())}`] : [];
  const { conditions, check } = reader.take('IN') ? scope(reader, word) : current(word);
  const filters = [...like, ...conditions];
  if (reader.take('STARTS', 'WITH')) filters.push(`starts_with("${kind.name}", ${literal(reader.string())})`);
  const limit = reader.take('LIMIT') ? ` LIMIT ${reader.number()}` : '';
  if (limit !== '' && reader.take('FROM')) filters.push(`"${kind.name}" > ${literal(reader.string())}`);
  const where = filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : '';
  const columns = terse && kind.terse.length > 0 ? kind.terse.map((name) => `"${name}"`).join(', ') : '*';
  const shown = word === 'COLUMNS' ? '* EXCLUDE (_position)' : columns;
  const text = `SELECT ${shown} FROM (SELECT ${kind.columns} FROM ${kind.from})${where} ORDER BY ${kind.order}${limit}`;
  return piped(reader, env, check, text);
};

interface Scope {
  readonly conditions: readonly string[];
  /** What fails where the scope does not exist. */
  readonly check: readonly string[];
}

const EVERYWHERE: Scope = { conditions: [], check: [] };

/**
 * Without IN, what is in the current schema is shown, as USE SCHEMA's page has it; schemas are the database's.
 * https://docs.snowflake.com/en/sql-reference/sql/use-schema
 */
const current = (word: string): Scope =>
  word === 'SCHEMAS' ? EVERYWHERE : { conditions: ['"schema_name" = current_schema()'], check: [] };

function scope(reader: Reader, word: string): Scope {
  if (reader.take('ACCOUNT')) return EVERYWHERE;
  if (reader.is('APPLICATION')) reader.refuse('SHOW … IN APPLICATION');
  if (reader.take('DATABASE')) {
    const next = reader.peek();
    const named = next.kind === 'quoted' || (next.kind === 'word' && !ENDS.has(next.text));
    return named
      ? { conditions: [`"database_name" = ${literal(reader.name().text)}`], check: [] }
      : EVERYWHERE;
  }
  const isTable = reader.take('TABLE') || reader.take('VIEW');
  const isSchema = !isTable && reader.take('SCHEMA');
  const { kind, text } = reader.peek();
  if (kind === 'end' || kind === 'symbol' || (kind === 'word' && ENDS.has(text))) return current(word);
  const path = reader.path();
  if (isTable && word !== 'COLUMNS') refuse(`SHOW ${word} IN TABLE`, path[0]?.at ?? 0);
  // SHOW COLUMNS IN a: a table.
  if (isTable || (word === 'COLUMNS' && !isSchema)) return tableScope(path);
  if (word === 'SCHEMAS') return { conditions: named(path, ['database_name']), check: [] };
  const conditions = named(path, ['schema_name', 'database_name']);
  const missing = `SELECT 1 FROM sf.information_schema_schemata() WHERE ${named(path, ['SCHEMA_NAME', 'CATALOG_NAME']).join(' AND ')}`;
  return {
    conditions,
    check: [
      failing(
        missing,
        '002043 (02000): SQL compilation error: Object does not exist, or operation cannot be performed.',
      ),
    ],
  };
}

const ENDS: ReadonlySet<string> = new Set(['STARTS', 'LIMIT', 'LIKE']);

function tableScope(path: Path): Scope {
  const conditions = inSchema(
    path,
    named(path, ['table_name', 'schema_name', 'database_name']),
    '"schema_name"',
  );
  return { conditions, check: [existing(path)] };
}

const inSchema = (path: Path, conditions: readonly string[], column: string): readonly string[] =>
  path.length > 1 ? conditions : [...conditions, `${column} = current_schema()`];

/** Fails with Snowflake's words where a table or view is not there, by its name as it is stored. */
function existing(path: Path): string {
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

const failing = (found: string, message: string): string =>
  `SELECT CASE WHEN count(*) = 0 THEN sf.fail(${literal(message)}) END FROM (${found})`;

const named = (path: Path, columns: readonly string[]): readonly string[] =>
  [...path].reverse().map((part, index) => {
    const column = columns[index];
    if (column === undefined) return refuse('A name of so many parts here', part.at);
    return `"${column}" = ${literal(part.text)}`;
  });

const DESCRIBED = `SELECT COLUMN_NAME AS "name",
  CASE WHEN DATA_TYPE = 'NUMBER' THEN 'NUMBER(' || NUMERIC_PRECISION || ',' || NUMERIC_SCALE || ')' WHEN DATA_TYPE = 'TEXT' THEN 'VARCHAR(' || CHARACTER_MAXIMUM_LENGTH || ')'
    WHEN DATA_TYPE = 'BINARY' THEN 'BINARY(' || CHARACTER_MAXIMUM_LENGTH || ')' WHEN DATA_TYPE LIKE 'TIME%' THEN DATA_TYPE || '(9)' ELSE DATA_TYPE END AS "type",
  'COLUMN' AS "kind", CASE IS_NULLABLE WHEN 'YES' THEN 'Y' ELSE 'N' END AS "null?",
  CASE WHEN identifies THEN ${AUTOINCREMENT} ELSE COLUMN_DEFAULT END AS "default",
  CASE WHEN primary_key THEN 'Y' ELSE 'N' END AS "primary key", CASE WHEN unique_key THEN 'Y' ELSE 'N' END AS "unique key",
  CAST(NULL AS VARCHAR) AS "check", CAST(NULL AS VARCHAR) AS "expression", COMMENT AS "comment",
  CAST(NULL AS VARCHAR) AS "policy name", CAST(NULL AS VARCHAR) AS "privacy domain" FROM sf.catalog_columns()`;

/** https://docs.snowflake.com/en/sql-reference/sql/desc-table */
export const describe: Statement = (reader: Reader, env: Environment): Written => {
  if (!reader.take('DESCRIBE')) reader.expect('DESC');
  if (!reader.take('TABLE') && !reader.take('VIEW')) return refuseObject('DESCRIBE', reader);
  ifExists(reader);
  const path = reader.path();
  if (reader.take('TYPE')) {
    reader.expect('=');
    if (!reader.take('COLUMNS')) reader.refuse('DESCRIBE TABLE … TYPE = STAGE');
  }
  const conditions = inSchema(
    path,
    named(path, ['TABLE_NAME', 'TABLE_SCHEMA', 'TABLE_CATALOG']),
    'TABLE_SCHEMA',
  );
  const text = `${DESCRIBED} WHERE ${conditions.join(' AND ')} ORDER BY ORDINAL_POSITION`;
  return piped(reader, env, [existing(path)], text);
};
