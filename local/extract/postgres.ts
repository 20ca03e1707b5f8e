import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fail, messageOf } from '../../engine/errors';

/** A table of an operational database, by schema and name as PostgreSQL stores them. */
export interface PostgresTable {
  readonly schema: string;
  readonly name: string;
}

/** A snapshot: all tables as they were at one moment, whatever is written meanwhile. */
export interface PostgresSnapshot {
  /** The moment. */
  readonly takenAt: Date;
  /** Those of the names that are no table, view or partitioned table that may be read. */
  unknown(tables: readonly PostgresTable[]): Promise<readonly PostgresTable[]>;
  /** The planner's estimate; undefined where the table was never analysed. */
  estimatedRows(table: PostgresTable): Promise<number | undefined>;
  /** The rows as CSV with a header; dates and times in ISO 8601, UTC. `rows` counts once the stream has ended. */
  read(table: PostgresTable): { readonly csv: AsyncIterable<Uint8Array>; readonly rows: () => number };
  close(): Promise<void>;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The database without what is secret about it, for messages. */
export function withoutSecrets(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'the PostgreSQL database';
  }
}

/**
 * Begins a snapshot: one read-only transaction of level REPEATABLE READ, which sees the database as it was when it
 * began and blocks nobody (https://www.postgresql.org/docs/current/transaction-iso.html). What the URL leaves out comes
 * from PGPASSWORD and the like.
 */
export async function openSnapshot(url: string): Promise<PostgresSnapshot> {
  const client = new Client({ connectionString: url, application_name: 'lakehouse extract' });
  const failed = (what: string, error: unknown): never =>
    fail('LH611', `${withoutSecrets(url)} could not be ${what}: ${messageOf(error)}`);
  try {
    await client.connect();
    await client.query(
      "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'; SET bytea_output = 'hex'",
    );
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  } catch (error: unknown) {
    await client.end().catch(() => undefined);
    return failed('reached', error);
  }
  const ask = async (sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> => {
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
    } catch (error: unknown) {
      return failed('read', error);
    }
  };
  const [moment] = await ask('SELECT now() AS taken_at');
  const takenAt = moment?.['taken_at'];
  return {
    takenAt: takenAt instanceof Date ? takenAt : new Date(String(takenAt)),
    unknown: async (tables) => {
      const missing: PostgresTable[] = [];
      for (const table of tables) {
        const found = await ask('SELECT to_regclass($1) IS NOT NULL AS there', [
          `${quoted(table.schema)}.${quoted(table.name)}`,
        ]);
        if (found[0]?.['there'] !== true) missing.push(table);
      }
      return missing;
    },
    estimatedRows: async ({ schema, name }) => {
      const [row] = await ask('SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = to_regclass($1)', [
        `${quoted(schema)}.${quoted(name)}`,
      ]);
      const rows = Number(row?.['rows'] ?? -1);
      return rows >= 0 ? rows : undefined;
    },
    read: ({ schema, name }) => {
      const stream = client.query(
        copyTo(`COPY (SELECT * FROM ${quoted(schema)}.${quoted(name)}) TO STDOUT WITH (FORMAT csv, HEADER)`),
      );
      async function* csv(): AsyncGenerator<Uint8Array> {
        try {
          yield* stream as AsyncIterable<Buffer>;
        } catch (error: unknown) {
          failed('read', error);
        }
      }
      return { csv: csv(), rows: () => stream.rowCount };
    },
    close: () => client.end(),
  };
}
