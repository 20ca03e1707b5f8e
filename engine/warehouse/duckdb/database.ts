import { randomUUID } from 'node:crypto';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { fail, messageOf } from '../../errors';
import type { Lake } from '../../landing/lake';
import { Commits } from './commits';
import { compatibilityStatements, compatibilityVersion } from './compat';
import { METADATA_SCHEMA, metadataTables } from './metadata';
import type { Translate } from './translate/types';
import { Translations } from './translations';

export interface DuckdbOptions {
  /** Database file, or `:memory:`. */
  readonly path: string;
  /** Catalog name that statements use. @default LAKEHOUSE */
  readonly databaseName?: string | undefined;
  readonly translate: Translate;
  /** Where stages point to. Without it, COPY INTO and external tables are refused. */
  readonly lake?: Lake | undefined;
  /** Time of load metadata and commits. */
  readonly clock: () => Date;
  /** DuckDB's memory_limit. @default 1.5GB */
  readonly memoryLimit?: string | undefined;
  /** DuckDB's threads. @default one a core */
  readonly threads?: number | undefined;
  /** Where DuckDB spills to, and where files are unpacked. @default the database file's path and `.tmp` */
  readonly tempDirectory?: string | undefined;
  /** Ids of load jobs. @default random UUIDs */
  readonly newId?: (() => string) | undefined;
}

/** The open database: what its sessions share. */
export interface Database {
  readonly name: string;
  readonly translations: Translations;
  readonly lake: Lake | undefined;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly tempDirectory: string | undefined;
  readonly commits: Commits;
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Settings that make DuckDB answer as Snowflake does (nulls are the largest values; UTC), keep rows in the order of
 * their file, and keep the process off the network: extensions are never fetched.
 */
function configuration(options: DuckdbOptions, tempDirectory: string | undefined): Record<string, string> {
  return {
    default_null_order: 'postgres',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // A checkpoint stops every session, here for up to nine seconds in a build of a million rows: it waits until the
    // database is closed, or until a crash would cost a long replay.
    checkpoint_threshold: '2GB',
    memory_limit: options.memoryLimit ?? '1.5GB',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(tempDirectory === undefined ? {} : { temp_directory: tempDirectory }),
  };
}

export async function openDatabase(options: DuckdbOptions): Promise<Database> {
  const name = options.databaseName ?? 'LAKEHOUSE';
  const inMemory = options.path === ':memory:';
  const tempDirectory = options.tempDirectory ?? (inMemory ? undefined : `${options.path}.tmp`);
  const instance = await DuckDBInstance.create(':memory:', configuration(options, tempDirectory));
  try {
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await attach(connection, options.path, name);
    await connection.run(`USE ${quoted(name)}`);
    await installCompatibility(connection);
    for (const statement of metadataTables) await connection.run(statement);
    const last = await connection.runAndReadAll(
      `SELECT coalesce(epoch_us(max(COMMITTED_AT)), 0)::BIGINT FROM ${METADATA_SCHEMA}.COMMITS`,
    );
    // One row says as much as all of them: the table only grows while the database is open.
    await connection.run(
      `DELETE FROM ${METADATA_SCHEMA}.COMMITS WHERE COMMITTED_AT < (SELECT max(COMMITTED_AT) FROM ${METADATA_SCHEMA}.COMMITS)`,
    );
    connection.closeSync();
    return {
      name,
      translations: new Translations(options.translate),
      lake: options.lake,
      clock: options.clock,
      newId: options.newId ?? randomUUID,
      tempDirectory,
      commits: new Commits(options.clock, BigInt(String(last.getRows()[0]?.[0] ?? 0))),
      connect: async () => {
        const session = await instance.connect();
        await session.run(`USE ${quoted(name)}`);
        return session;
      },
      close: () => {
        instance.closeSync();
      },
    };
  } catch (error: unknown) {
    instance.closeSync();
    throw error;
  }
}

async function attach(connection: DuckDBConnection, path: string, name: string): Promise<void> {
  try {
    await connection.run(`ATTACH ${literal(path)} AS ${quoted(name)}`);
  } catch (error: unknown) {
    const message = messageOf(error);
    if (!/Could not set lock|already attached/i.test(message)) throw error;
    fail(
      'LH550',
      `Another process has ${path} open. Ask it, or end it first: DuckDB lets one process write. (${message.split('\n')[0] ?? ''})`,
    );
  }
}

/** The macros live in the file: they are written once for each of their versions, not at each start. */
async function installCompatibility(connection: DuckDBConnection): Promise<void> {
  const installed = await connection
    .runAndReadAll('SELECT sf.version()')
    .then((reader) => reader.getRows()[0]?.[0])
    .catch(() => undefined);
  if (installed === compatibilityVersion) return;
  // As one script: a call for each statement takes twice the time.
  await connection.run(['BEGIN', ...compatibilityStatements, 'COMMIT'].join(';\n'));
}
