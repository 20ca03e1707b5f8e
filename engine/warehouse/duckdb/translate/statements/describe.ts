import { piped } from './pipeline';
import { existing, inSchema, named } from './catalog-names';
import { refuseObject } from './refused';
import { AUTOINCREMENT } from './show-kinds';
import { ifExists, type Statement } from './statement';

const DESCRIBED = `SELECT COLUMN_NAME AS "name",
  CASE WHEN DATA_TYPE = 'NUMBER' THEN 'NUMBER(' || NUMERIC_PRECISION || ',' || NUMERIC_SCALE || ')' WHEN DATA_TYPE = 'TEXT' THEN 'VARCHAR(' || CHARACTER_MAXIMUM_LENGTH || ')'
    WHEN DATA_TYPE = 'BINARY' THEN 'BINARY(' || CHARACTER_MAXIMUM_LENGTH || ')' WHEN DATA_TYPE LIKE 'TIME%' THEN DATA_TYPE || '(9)' ELSE DATA_TYPE END AS "type",
  'COLUMN' AS "kind", CASE IS_NULLABLE WHEN 'YES' THEN 'Y' ELSE 'N' END AS "null?",
  CASE WHEN identifies THEN ${AUTOINCREMENT} ELSE COLUMN_DEFAULT END AS "default",
  CASE WHEN primary_key THEN 'Y' ELSE 'N' END AS "primary key", CASE WHEN unique_key THEN 'Y' ELSE 'N' END AS "unique key",
  CAST(NULL AS VARCHAR) AS "check", CAST(NULL AS VARCHAR) AS "expression", COMMENT AS "comment",
  CAST(NULL AS VARCHAR) AS "policy name", CAST(NULL AS VARCHAR) AS "privacy domain" FROM sf.catalog_columns()`;

/** https://docs.snowflake.com/en/sql-reference/sql/desc-table */
export const describe: Statement = (reader, env) => {
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
