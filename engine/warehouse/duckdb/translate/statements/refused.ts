import { refuse } from '../refusal';
import type { Reader } from '../syntax/reader';

const MODEL = 'Make it a model of the project.';
const FILES = 'Put files into the lake: `lakehouse ingest` does.';
const SCRIPT = 'Send its statements one by one.';
const POLICY = 'Nobody else reads the local database.';
const ACCOUNT = 'It belongs to an account, and there is none here.';
const PLAIN = 'Create a plain table.';

/**
 * Statements of Snowflake's list that have no local counterpart, by their first words, with the nearest way.
 * https://docs.snowflake.com/en/sql-reference/sql-all
 */
const STATEMENTS: readonly (readonly [words: string, instead: string])[] = [
  ['CALL', SCRIPT],
  ['EXECUTE IMMEDIATE', SCRIPT],
  ['EXECUTE TASK', MODEL],
  ['EXECUTE ALERT', ACCOUNT],
  ['EXECUTE NOTEBOOK', ACCOUNT],
  ['EXECUTE DBT PROJECT', 'Run `lakehouse build`.'],
  ['EXECUTE JOB SERVICE', ACCOUNT],
  ['DECLARE', SCRIPT],
  ['EXPLAIN', 'Run `lakehouse translate`, which shows what DuckDB is given.'],
  ['UNDROP', 'DuckDB keeps no history: build the table again.'],
  ['PUT', FILES],
  ['GET', 'Run `lakehouse export`.'],
  ['LIST', FILES],
  ['LS', FILES],
  ['REMOVE', FILES],
  ['RM', FILES],
  ['COPY FILES', FILES],
  ['COPY INTO', 'Locally COPY INTO loads tables from the stages of the lake.'],
];

/** Objects that CREATE, ALTER, DROP, DESCRIBE and UNDROP know in Snowflake. */
const OBJECTS: readonly (readonly [words: string, instead: string])[] = [
  ['OR ALTER', 'Use OR REPLACE, or ALTER.'],
  ['MATERIALIZED VIEW', `${MODEL} A table is one.`],
  ['DYNAMIC TABLE', MODEL],
  ['DYNAMIC ICEBERG TABLE', MODEL],
  ['ICEBERG TABLE', PLAIN],
  ['HYBRID TABLE', PLAIN],
  ['EVENT TABLE', PLAIN],
  ['INTERACTIVE TABLE', PLAIN],
  ['EXTERNAL TABLE', 'Locally it has a LOCATION in the lake.'],
  ['SEMANTIC VIEW', 'Create a view.'],
  ['AGGREGATE FUNCTION', 'Write its expression into the query, or into a macro of the project.'],
  ['EXTERNAL FUNCTION', 'Write its expression into the query, or into a macro of the project.'],
  ['FUNCTION', 'Write its expression into the query, or into a macro of the project.'],
  ['DATA METRIC FUNCTION', 'Write a test of the project.'],
  ['PROCEDURE', SCRIPT],
  ['TASK', MODEL],
  ['STREAM', 'Read METADATA$ROW_LAST_COMMIT_TIME of a table with ROW_TIMESTAMP = TRUE.'],
  ['ALERT', 'Write a test of the project.'],
  ['STAGE', FILES],
  ['PIPE', 'Run `lakehouse pipe`.'],
  ['FILE FORMAT', 'Write the format into the pipe.'],
  ['INDEX', 'DuckDB needs none.'],
  ['TAG', 'Leave it out.'],
  ['SECRET', ACCOUNT],
  ['MASKING POLICY', POLICY],
  ['ROW ACCESS POLICY', POLICY],
  ['AGGREGATION POLICY', POLICY],
  ['PROJECTION POLICY', POLICY],
  ['JOIN POLICY', POLICY],
  ['PASSWORD POLICY', ACCOUNT],
  ['SESSION POLICY', ACCOUNT],
  ['AUTHENTICATION POLICY', ACCOUNT],
  ['NETWORK POLICY', ACCOUNT],
  ['NETWORK RULE', ACCOUNT],
  ['PACKAGES POLICY', ACCOUNT],
  ['STORAGE LIFECYCLE POLICY', ACCOUNT],
  ['STORAGE INTEGRATION', ACCOUNT],
  ['API INTEGRATION', ACCOUNT],
  ['CATALOG INTEGRATION', ACCOUNT],
  ['NOTIFICATION INTEGRATION', ACCOUNT],
  ['SECURITY INTEGRATION', ACCOUNT],
  ['EXTERNAL ACCESS INTEGRATION', ACCOUNT],
  ['INTEGRATION', ACCOUNT],
  ['EXTERNAL VOLUME', ACCOUNT],
  ['RESOURCE MONITOR', ACCOUNT],
  ['COMPUTE POOL', ACCOUNT],
  ['SERVICE', ACCOUNT],
  ['DATABASE ROLE', ACCOUNT],
  ['APPLICATION ROLE', ACCOUNT],
  ['APPLICATION PACKAGE', ACCOUNT],
  ['APPLICATION', ACCOUNT],
  ['ACCOUNT', ACCOUNT],
  ['MANAGED ACCOUNT', ACCOUNT],
  ['ORGANIZATION ACCOUNT', ACCOUNT],
  ['CONNECTION', ACCOUNT],
  ['REPLICATION GROUP', ACCOUNT],
  ['FAILOVER GROUP', ACCOUNT],
  ['SHARE', ACCOUNT],
  ['LISTING', ACCOUNT],
  ['DATABASE', 'There is one local database: use its schemas.'],
  ['GIT REPOSITORY', ACCOUNT],
  ['IMAGE REPOSITORY', ACCOUNT],
  ['NOTEBOOK', ACCOUNT],
  ['STREAMLIT', ACCOUNT],
  ['DBT PROJECT', 'Run `lakehouse build`.'],
  ['MODEL', ACCOUNT],
  ['CORTEX SEARCH SERVICE', ACCOUNT],
  ['SNAPSHOT', ACCOUNT],
  ['BACKUP', ACCOUNT],
  ['RECURSIVE', 'Only a view may be RECURSIVE.'],
];

const found = (
  list: readonly (readonly [string, string])[],
  reader: Reader,
): readonly [string, string] | undefined => list.find(([words]) => reader.is(...words.split(' ')));

/** CREATE, ALTER, DROP or DESCRIBE of an object by its name. */
export function refuseObject(verb: string, reader: Reader): never {
  const [words, instead] = found(OBJECTS, reader) ?? [reader.peek().text, undefined];
  return refuse(`${verb} ${words}`, reader.at, instead);
}

export function refuseStatement(reader: Reader): never {
  const [words, instead] = found(STATEMENTS, reader) ?? [reader.peek().text, undefined];
  return refuse(`The statement ${words}`, reader.at, instead);
}

/** Every statement and object of these lists, for the tests. */
export const refusedStatements = STATEMENTS.map(([words]) => words);
export const refusedObjects = OBJECTS.map(([words]) => words);
