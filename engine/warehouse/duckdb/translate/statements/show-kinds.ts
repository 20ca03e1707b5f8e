/**
 * The columns of SHOW, in lower case as there. Times, owners and sizes are not kept locally: they are NULL.
 * https://docs.snowflake.com/en/sql-reference/sql/show
 */
export interface Kind {
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

export const AUTOINCREMENT = `CASE WHEN identifies THEN 'IDENTITY START ' || start_value || ' INCREMENT ' || increment_by || CASE WHEN ordered THEN ' ORDER' ELSE ' NOORDER' END ELSE '' END`;

export const KINDS: Readonly<Record<string, Kind>> = {
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
