/**
 * What INFORMATION_SCHEMA, SHOW and DESCRIBE read, in Snowflake's words, with Snowflake's columns.
 * https://docs.snowflake.com/en/sql-reference/info-schema
 * - The schema of these macros and DuckDB's own are left out. Temporary tables are shown in the current schema.
 * - Times of creation, owners, sizes and the texts of views are not kept: they are NULL.
 * - What CREATE TABLE says and DuckDB has no word for is read from CHECKs (translate/statements/checks.ts).
 */
const OWN = `schema_name NOT IN ('sf', 'LOAD_METADATA', 'main', 'pg_catalog', 'information_schema') AND database_name = current_database()`;

/** The CHECKs of one column, as one text. */
const CHECKS = `SELECT database_oid, table_oid, name, string_agg(text, chr(10)) AS checks
    FROM (SELECT database_oid, table_oid, constraint_text AS text, unnest(list_distinct(constraint_column_names)) AS name
      FROM duckdb_constraints() WHERE constraint_type = 'CHECK' AND len(list_distinct(constraint_column_names)) = 1)
    GROUP BY ALL`;

/** The type as Snowflake's DDL has it: INTEGER and BIGINT are NUMBER(38,0), JSON is VARIANT. */
const TYPE = `CASE
    WHEN c.data_type IN ('INTEGER', 'BIGINT', 'HUGEINT', 'SMALLINT', 'TINYINT', 'UINTEGER', 'UBIGINT') THEN 'NUMBER'
    WHEN starts_with(c.data_type, 'DECIMAL') THEN 'NUMBER'
    WHEN c.data_type IN ('DOUBLE', 'FLOAT') THEN 'FLOAT'
    WHEN c.data_type = 'VARCHAR' THEN 'TEXT'
    WHEN c.data_type = 'TIMESTAMP' THEN 'TIMESTAMP_NTZ'
    WHEN c.data_type = 'TIMESTAMP WITH TIME ZONE' THEN 'TIMESTAMP_LTZ'
    WHEN c.data_type = 'JSON' AND contains(k.checks, '= ''OBJECT''') THEN 'OBJECT'
    WHEN c.data_type = 'JSON' AND contains(k.checks, '= ''ARRAY''') THEN 'ARRAY'
    WHEN c.data_type = 'JSON' THEN 'VARIANT'
    WHEN c.data_type = 'BLOB' THEN 'BINARY'
    ELSE c.data_type END`;

/** Without the cast that DuckDB's text has around it. */
const DEFAULT = `CASE
    WHEN c.column_default IS NULL OR c.column_default = 'NULL' OR s.sequence_name IS NOT NULL THEN NULL
    WHEN c.column_default IN ('CAST(''t'' AS BOOLEAN)', 'true') THEN 'TRUE'
    WHEN c.column_default IN ('CAST(''f'' AS BOOLEAN)', 'false') THEN 'FALSE'
    WHEN starts_with(c.column_default, 'nextval(') THEN
      regexp_replace(c.column_default, '^nextval\\(''(.*)''\\)$', '\\1') || '.NEXTVAL'
    ELSE regexp_replace(c.column_default, '^CAST\\((''[^'']*''|-?[0-9.]+) AS [A-Z ]+(\\([0-9, ]+\\))?\\)$', '\\1') END`;

const LENGTH = `CASE WHEN c.data_type = 'VARCHAR'
    THEN coalesce(TRY_CAST(regexp_extract(k.checks, '(?:fits\\(.*, |length\\([^)]*\\) *(?:>|<=) *)([0-9]+)', 1) AS BIGINT), 16777216)
    WHEN c.data_type = 'BLOB' THEN 8388608 END`;

/** The schema in which a temporary table was created (TEMPORARY_IN), while its session lasts. */
const TEMPORARY_SCHEMA = (table: string): string =>
  `coalesce(CAST(getvariable('SF_TEMPORARY') AS MAP(VARCHAR, VARCHAR))[${table}], current_schema())`;

/** Notes for this session where a temporary table belongs: DuckDB has one schema for all of them. */
export const temporaryIn = (table: string): string =>
  `SET VARIABLE SF_TEMPORARY = map_concat(coalesce(getvariable('SF_TEMPORARY'), MAP {}), MAP {${table}: current_schema()})`;

/** DuckDB's own figure counts deleted rows as well. Runs before whatever reads `information_schema_tables()`. */
export const COUNT_ROWS = `SET VARIABLE SF_ROWS = (SELECT string_agg(
    'SELECT ' || table_oid || '::BIGINT AS oid, ' || database_oid || '::BIGINT AS dbid, count(*) AS n FROM "' || database_name || '"."' || replace(schema_name, '"', '""') || '"."' || replace(table_name, '"', '""') || '"', ' UNION ALL ')
  FROM duckdb_tables() WHERE NOT internal AND (temporary OR (${OWN})))`;

const COUNTS = `query(coalesce(getvariable('SF_ROWS'), 'SELECT NULL::BIGINT AS oid, NULL::BIGINT AS dbid, NULL::BIGINT AS n'))`;

const VIEWS = ['COLUMNS', 'SCHEMATA', 'SEQUENCES', 'TABLES', 'VIEWS'] as const;

const nulls = (type: string, names: readonly string[]): string =>
  names.map((name) => `CAST(NULL AS ${type}) AS ${name}`).join(', ');

export const catalog: readonly string[] = [
  `catalog_columns() AS TABLE
    SELECT CASE WHEN c.database_name = 'temp' THEN current_database() ELSE c.database_name END AS TABLE_CATALOG,
      CASE WHEN c.database_name = 'temp' THEN ${TEMPORARY_SCHEMA('c.table_name')} ELSE c.schema_name END AS TABLE_SCHEMA,
      c.table_name AS TABLE_NAME, c.column_name AS COLUMN_NAME,
      CAST(row_number() OVER (PARTITION BY c.database_name, c.schema_name, c.table_name ORDER BY c.column_index) AS BIGINT) AS ORDINAL_POSITION,
      ${DEFAULT} AS COLUMN_DEFAULT,
      CASE WHEN c.is_nullable THEN 'YES' ELSE 'NO' END AS IS_NULLABLE, ${TYPE} AS DATA_TYPE,
      CAST(${LENGTH} AS BIGINT) AS CHARACTER_MAXIMUM_LENGTH,
      CAST(CASE WHEN starts_with(c.data_type, 'DECIMAL') THEN c.numeric_precision WHEN ${TYPE} = 'NUMBER' THEN 38 END AS BIGINT) AS NUMERIC_PRECISION,
      CAST(CASE WHEN starts_with(c.data_type, 'DECIMAL') THEN c.numeric_scale WHEN ${TYPE} = 'NUMBER' THEN 0 END AS BIGINT) AS NUMERIC_SCALE,
      s.sequence_name IS NOT NULL AS identifies,
      coalesce(TRY_CAST(regexp_extract(s."comment", '^START (-?[0-9]+)', 1) AS BIGINT), s.start_value) AS start_value,
      s.increment_by, coalesce(ends_with(s."comment", ' ORDER'), FALSE) AS ordered,
      coalesce(contains(k.checks, '''PRIMARY KEY'''), FALSE) AS primary_key, coalesce(contains(k.checks, '''UNIQUE'''), FALSE) AS unique_key,
      c."comment" AS COMMENT
    FROM duckdb_columns() c
    LEFT JOIN (${CHECKS}) k ON k.database_oid = c.database_oid AND k.table_oid = c.table_oid AND k.name = c.column_name
    LEFT JOIN duckdb_sequences() s ON s.database_oid = c.database_oid AND s.schema_oid = c.schema_oid
      AND ends_with(s.sequence_name, '$' || c.column_name) AND contains(c.column_default, s.sequence_name)
    WHERE NOT c.internal AND c.column_name <> 'METADATA$ROW_LAST_COMMIT_TIME'
      AND ((c.schema_name NOT IN ('sf', 'LOAD_METADATA', 'main', 'pg_catalog', 'information_schema') AND c.database_name = current_database())
        OR (c.database_name = 'temp' AND NOT contains(c.table_name, '$')))`,
  `information_schema_columns() AS TABLE
    SELECT TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE,
      CHARACTER_MAXIMUM_LENGTH,
      CASE WHEN DATA_TYPE = 'TEXT' THEN least(4 * CHARACTER_MAXIMUM_LENGTH, 16777216) ELSE CHARACTER_MAXIMUM_LENGTH END AS CHARACTER_OCTET_LENGTH,
      NUMERIC_PRECISION, CAST(CASE WHEN DATA_TYPE = 'NUMBER' THEN 10 END AS BIGINT) AS NUMERIC_PRECISION_RADIX, NUMERIC_SCALE,
      CAST(CASE WHEN DATA_TYPE LIKE 'TIME%' THEN 9 END AS BIGINT) AS DATETIME_PRECISION,
      ${nulls('VARCHAR', ['INTERVAL_TYPE', 'CHARACTER_SET_NAME', 'COLLATION_NAME', 'DOMAIN_NAME', 'UDT_NAME', 'SCOPE_NAME', 'DTD_IDENTIFIER'])},
      'NO' AS IS_SELF_REFERENCING, CASE WHEN identifies THEN 'YES' ELSE 'NO' END AS IS_IDENTITY,
      CASE WHEN identifies THEN 'BY DEFAULT' END AS IDENTITY_GENERATION,
      CASE WHEN identifies THEN CAST(start_value AS VARCHAR) END AS IDENTITY_START,
      CASE WHEN identifies THEN CAST(increment_by AS VARCHAR) END AS IDENTITY_INCREMENT,
      CASE WHEN identifies THEN 'NO' END AS IDENTITY_CYCLE,
      CASE WHEN identifies THEN CASE WHEN ordered THEN 'YES' ELSE 'NO' END END AS IDENTITY_ORDERED,
      ${nulls('VARCHAR', ['SCHEMA_EVOLUTION_RECORD'])}, COMMENT, ${nulls('VARCHAR', ['EXPRESSION'])}, 'COLUMN' AS KIND
    FROM sf.catalog_columns()`,
  `catalog_tables() AS TABLE
    SELECT CASE WHEN temporary THEN current_database() ELSE database_name END AS TABLE_CATALOG,
      CASE WHEN temporary THEN ${TEMPORARY_SCHEMA('table_name')} ELSE schema_name END AS TABLE_SCHEMA, table_name AS TABLE_NAME,
      CASE WHEN temporary THEN 'TEMPORARY TABLE' ELSE 'BASE TABLE' END AS TABLE_TYPE, CAST(estimated_size AS BIGINT) AS ROW_COUNT,
      "comment" AS COMMENT, table_oid AS oid, database_oid AS dbid, FALSE AS is_secure
    FROM duckdb_tables() WHERE NOT internal AND ((${OWN}) OR (temporary AND NOT contains(table_name, '$')))
    UNION ALL
    SELECT CASE WHEN temporary THEN current_database() ELSE database_name END,
      CASE WHEN temporary THEN ${TEMPORARY_SCHEMA('view_name')} ELSE schema_name END, view_name, 'VIEW', NULL, "comment", NULL, NULL,
      contains(sql, '"SECURE$VIEW"')
    FROM duckdb_views() WHERE NOT internal AND ((${OWN}) OR temporary)`,
  `counted_tables() AS TABLE
    SELECT t.* REPLACE (coalesce(r.n, t.ROW_COUNT) AS ROW_COUNT) FROM sf.catalog_tables() t LEFT JOIN ${COUNTS} r ON r.oid = t.oid AND r.dbid = t.dbid`,
  `information_schema_tables() AS TABLE
    SELECT TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, ${nulls('VARCHAR', ['TABLE_OWNER'])}, TABLE_TYPE, ${nulls('VARCHAR', ['IS_TRANSIENT', 'CLUSTERING_KEY'])},
      ROW_COUNT, ${nulls('BIGINT', ['BYTES', 'RETENTION_TIME'])}, ${nulls('VARCHAR', ['SELF_REFERENCING_COLUMN_NAME', 'REFERENCE_GENERATION', 'IS_INSERTABLE_INTO', 'IS_TYPED', 'COMMIT_ACTION'])},
      ${nulls('TIMESTAMP WITH TIME ZONE', ['CREATED', 'LAST_ALTERED', 'LAST_DDL'])}, ${nulls('VARCHAR', ['LAST_DDL_BY', 'AUTO_CLUSTERING_ON'])}, COMMENT,
      CASE WHEN TABLE_TYPE = 'TEMPORARY TABLE' THEN 'YES' ELSE 'NO' END AS IS_TEMPORARY,
      'NO' AS IS_ICEBERG, 'NO' AS IS_DYNAMIC, 'NO' AS IS_IMMUTABLE, 'NO' AS IS_HYBRID
    FROM (SELECT * FROM sf.counted_tables()
      UNION ALL SELECT current_database(), 'INFORMATION_SCHEMA', unnest([${VIEWS.map((view) => `'${view}'`).join(', ')}]), 'VIEW', NULL, NULL, NULL, NULL, FALSE)`,
  `information_schema_views() AS TABLE
    SELECT TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, ${nulls('VARCHAR', ['TABLE_OWNER', 'VIEW_DEFINITION'])}, 'NONE' AS CHECK_OPTION,
      'NO' AS IS_UPDATABLE, 'NO' AS INSERTABLE_INTO, CASE WHEN is_secure THEN 'YES' ELSE 'NO' END AS IS_SECURE,
      ${nulls('TIMESTAMP WITH TIME ZONE', ['CREATED', 'LAST_ALTERED', 'LAST_DDL'])}, ${nulls('VARCHAR', ['LAST_DDL_BY'])}, COMMENT
    FROM sf.catalog_tables() WHERE TABLE_TYPE = 'VIEW'`,
  `information_schema_schemata() AS TABLE
    SELECT CATALOG_NAME, SCHEMA_NAME, ${nulls('VARCHAR', ['SCHEMA_OWNER'])}, 'NO' AS IS_TRANSIENT, 'NO' AS IS_MANAGED_ACCESS,
      ${nulls('BIGINT', ['RETENTION_TIME'])}, ${nulls('TIMESTAMP WITH TIME ZONE', ['CREATED', 'LAST_ALTERED'])}, COMMENT
    FROM (SELECT database_name AS CATALOG_NAME, schema_name AS SCHEMA_NAME, "comment" AS COMMENT FROM duckdb_schemas() WHERE ${OWN}
      UNION ALL SELECT current_database(), 'INFORMATION_SCHEMA', 'Views describing the contents of schemas in this database')`,
  `information_schema_sequences() AS TABLE
    SELECT database_name AS SEQUENCE_CATALOG, schema_name AS SEQUENCE_SCHEMA, sequence_name AS SEQUENCE_NAME, ${nulls('VARCHAR', ['SEQUENCE_OWNER'])},
      'NUMBER' AS DATA_TYPE, CAST(38 AS BIGINT) AS NUMERIC_PRECISION, CAST(10 AS BIGINT) AS NUMERIC_PRECISION_RADIX, CAST(0 AS BIGINT) AS NUMERIC_SCALE,
      CAST(start_value AS VARCHAR) AS START_VALUE, '-9223372036854775808' AS MINIMUM_VALUE, '9223372036854775807' AS MAXIMUM_VALUE,
      CAST(coalesce(last_value + increment_by, start_value) AS VARCHAR) AS NEXT_VALUE, CAST(increment_by AS VARCHAR) AS "INCREMENT", 'NO' AS CYCLE_OPTION,
      ${nulls('TIMESTAMP WITH TIME ZONE', ['CREATED', 'LAST_ALTERED'])}, "comment" AS COMMENT
    FROM duckdb_sequences() WHERE ${OWN} AND NOT contains(sequence_name, '$')`,
];
