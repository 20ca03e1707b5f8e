import type { RelationName } from './port';

/**
 * Words that Snowflake takes as names only in quotes.
 * https://docs.snowflake.com/en/sql-reference/reserved-keywords
 */
const RESERVED = new Set(
  (
    'ACCOUNT ALL ALTER AND ANY AS BETWEEN BY CASE CAST CHECK COLUMN CONNECT CONNECTION CONSTRAINT CREATE CROSS ' +
    'CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE DELETE DISTINCT DROP ELSE EXISTS ' +
    'FALSE FOLLOWING FOR FROM FULL GRANT GROUP GSCLUSTER HAVING ILIKE IN INCREMENT INNER INSERT INTERSECT INTO IS ' +
    'ISSUE JOIN LATERAL LEFT LIKE LOCALTIME LOCALTIMESTAMP MINUS NATURAL NOT NULL OF ON OR ORDER ORGANIZATION ' +
    'QUALIFY REGEXP REVOKE RIGHT RLIKE ROW ROWS SAMPLE SCHEMA SELECT SET SOME START TABLE TABLESAMPLE THEN TO ' +
    'TRIGGER TRUE TRY_CAST UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHENEVER WHERE WITH'
  ).split(' '),
);

/** A name as the warehouse stores it, in quotes whatever its spelling. */
export const quoted = (stored: string): string => `"${stored.replaceAll('"', '""')}"`;

/** A name as the warehouse stores it, quoted only where its spelling needs it. */
export function identifier(stored: string): string {
  const plain = /^[A-Z_][A-Z0-9_$]*$/.test(stored) && !RESERVED.has(stored);
  return plain ? stored : quoted(stored);
}

/** `DATABASE.SCHEMA.NAME`, safe to put into a statement. */
export const relationText = ({ database, schema, name }: RelationName): string =>
  [database, schema, name].map(identifier).join('.');

/** A string literal of Snowflake, where a backslash escapes. */
export const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
