import { native, type Rules } from './rule';

/** https://docs.snowflake.com/en/sql-reference/functions-context. The session is in UTC. */
export const contexts: Rules = {
  CURRENT_TIMESTAMP: native(['scalar'], 'timestamptz', () => 'current_timestamp', 0),
  LOCALTIMESTAMP: native(['scalar'], 'timestamptz', () => 'current_timestamp', 0),
  SYSTIMESTAMP: native([], 'timestamptz', () => 'current_timestamp'),
  GETDATE: native([], 'timestamptz', () => 'current_timestamp'),
  SYSDATE: native([], 'timestamp', () => 'CAST(current_timestamp AS TIMESTAMP)'),
  CURRENT_DATE: native([], 'date', () => 'current_date'),
  CURRENT_TIME: native(['scalar'], 'time', () => 'CAST(CAST(current_timestamp AS TIMESTAMP) AS TIME)', 0),
  LOCALTIME: native([], 'time', () => 'CAST(CAST(current_timestamp AS TIMESTAMP) AS TIME)'),
  CURRENT_DATABASE: native([], 'text', () => 'current_database()'),
  CURRENT_SCHEMA: native([], 'text', () => 'upper(current_schema())'),
};
