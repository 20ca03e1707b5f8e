/**
 * What INFORMATION_SCHEMA and SHOW read, in Snowflake's words. https://docs.snowflake.com/en/sql-reference/info-schema
 * The schema of these macros and DuckDB's own are left out.
 */
const OWN = `schema_name NOT IN ('sf', 'LOAD_METADATA', 'main', 'pg_catalog', 'information_schema') AND database_name = current_database()`;

/** The type as Snowflake's DDL has it: INTEGER and BIGINT are NUMBER(38,0), JSON is VARIANT. */
const TYPE = `CASE
    WHEN data_type IN ('INTEGER', 'BIGINT', 'HUGEINT', 'SMALLINT', 'TINYINT', 'UINTEGER', 'UBIGINT') THEN 'NUMBER'
    WHEN starts_with(data_type, 'DECIMAL') THEN 'NUMBER'
    WHEN data_type IN ('DOUBLE', 'FLOAT') THEN 'FLOAT'
    WHEN data_type = 'VARCHAR' THEN 'TEXT'
    WHEN data_type = 'TIMESTAMP' THEN 'TIMESTAMP_NTZ'
    WHEN data_type = 'TIMESTAMP WITH TIME ZONE' THEN 'TIMESTAMP_LTZ'
    WHEN data_type = 'JSON' THEN 'VARIANT'
    WHEN data_type = 'BLOB' THEN 'BINARY'
    ELSE data_type END`;

export const catalog: readonly string[] = [
  `information_schema_tables() AS TABLE
    SELECT database_name AS TABLE_CATALOG, schema_name AS TABLE_SCHEMA, table_name AS TABLE_NAME,
      CASE WHEN temporary THEN 'LOCAL TEMPORARY' ELSE 'BASE TABLE' END AS TABLE_TYPE, CAST(estimated_size AS BIGINT) AS ROW_COUNT, "comment" AS COMMENT
    FROM duckdb_tables() WHERE NOT internal AND ${OWN}
    UNION ALL
    SELECT database_name, schema_name, view_name, 'VIEW', NULL, "comment" FROM duckdb_views() WHERE NOT internal AND ${OWN}`,
  `information_schema_views() AS TABLE
    SELECT database_name AS TABLE_CATALOG, schema_name AS TABLE_SCHEMA, view_name AS TABLE_NAME FROM duckdb_views() WHERE NOT internal AND ${OWN}`,
  `information_schema_columns() AS TABLE
    SELECT database_name AS TABLE_CATALOG, schema_name AS TABLE_SCHEMA, table_name AS TABLE_NAME, column_name AS COLUMN_NAME,
      CAST(row_number() OVER (PARTITION BY database_name, schema_name, table_name ORDER BY column_index) AS BIGINT) AS ORDINAL_POSITION,
      CASE WHEN is_nullable THEN 'YES' ELSE 'NO' END AS IS_NULLABLE, ${TYPE} AS DATA_TYPE,
      CAST(CASE WHEN starts_with(data_type, 'DECIMAL') THEN numeric_precision WHEN ${TYPE} = 'NUMBER' THEN 38 END AS BIGINT) AS NUMERIC_PRECISION,
      CAST(CASE WHEN starts_with(data_type, 'DECIMAL') THEN numeric_scale WHEN ${TYPE} = 'NUMBER' THEN 0 END AS BIGINT) AS NUMERIC_SCALE,
      column_default AS COLUMN_DEFAULT, "comment" AS COMMENT
    FROM duckdb_columns() WHERE NOT internal AND ${OWN} AND column_name <> 'METADATA$ROW_LAST_COMMIT_TIME'`,
  `information_schema_schemata() AS TABLE
    SELECT database_name AS CATALOG_NAME, schema_name AS SCHEMA_NAME FROM duckdb_schemas() WHERE ${OWN}
    UNION ALL SELECT current_database(), 'INFORMATION_SCHEMA'`,
];
