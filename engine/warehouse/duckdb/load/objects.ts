import { fail } from '../../../errors';
import type { FileFormat } from '../../../landing/file-format';
import { relationText } from '../../identifier';
import type { RelationName } from '../../port';
import type { Connection } from '../connection';
import type { Database } from '../database';
import { METADATA_SCHEMA } from '../metadata';
import type { CreateMode, ExternalColumn, FormatReference, StageLocation, StoredKind } from './statement';

/** What is kept of each kind of object, as JSON. */
export interface Definitions {
  readonly 'file format': FileFormat;
  readonly stage: { readonly url: string };
  readonly pipe: { readonly definition: string; readonly paused: boolean };
  readonly 'external table': {
    readonly columns: readonly ExternalColumn[];
    readonly location: StageLocation;
    readonly format: FormatReference;
  };
}

export interface StoredObject<K extends StoredKind> {
  readonly name: RelationName;
  readonly definition: Definitions[K];
  /** `YYYY-MM-DD HH:MM:SS.fff+00`, as DuckDB prints it. */
  readonly createdAt: string;
}

const OBJECTS = `${METADATA_SCHEMA}.OBJECTS`;
const SAME =
  'KIND = ? AND upper(DATABASE_NAME) = upper(?) AND upper(SCHEMA_NAME) = upper(?) AND upper(NAME) = upper(?)';
const keyOf = (kind: StoredKind, { database, schema, name }: RelationName): readonly string[] => [
  kind,
  database,
  schema,
  name,
];

export async function find<K extends StoredKind>(
  connection: Connection,
  kind: K,
  name: RelationName,
): Promise<Definitions[K] | undefined> {
  const rows = await connection.rows(`SELECT DEFINITION FROM ${OBJECTS} WHERE ${SAME}`, keyOf(kind, name));
  const text = rows[0]?.[0];
  return text === undefined ? undefined : (JSON.parse(String(text)) as Definitions[K]);
}

const SNOWFLAKE_NAMES: Readonly<Record<StoredKind, string>> = {
  'file format': 'File format',
  stage: 'Stage',
  pipe: 'Pipe',
  'external table': 'External table',
};

/** As `find`, where the object has to be there. */
export async function required<K extends StoredKind>(
  connection: Connection,
  kind: K,
  name: RelationName,
): Promise<Definitions[K]> {
  return (
    (await find(connection, kind, name)) ??
    fail(
      'LH502',
      `002003 (02000): SQL compilation error: ${SNOWFLAKE_NAMES[kind]} '${relationText(name)}' does not exist or not authorized.`,
    )
  );
}

export async function all<K extends StoredKind>(
  connection: Connection,
  kind: K,
): Promise<readonly StoredObject<K>[]> {
  const rows = await connection.rows(
    `SELECT DATABASE_NAME, SCHEMA_NAME, NAME, DEFINITION, CREATED_AT::VARCHAR FROM ${OBJECTS}
     WHERE KIND = ? ORDER BY ALL`,
    [kind],
  );
  return rows.map(([database, schema, name, definition, createdAt]) => ({
    name: { database: String(database), schema: String(schema), name: String(name) },
    definition: JSON.parse(String(definition)) as Definitions[K],
    createdAt: String(createdAt),
  }));
}

/** Stores an object as its CREATE says. False where IF NOT EXISTS found it there. */
export async function create<K extends StoredKind>(
  connection: Connection,
  database: Database,
  kind: K,
  name: RelationName,
  mode: CreateMode,
  definition: Definitions[K],
): Promise<boolean> {
  const existing = await find(connection, kind, name);
  if (existing && mode === 'if not exists') return false;
  if (existing && mode === 'create') {
    fail('LH502', `002002 (42710): SQL compilation error: Object '${relationText(name)}' already exists.`);
  }
  if (existing) await remove(connection, kind, name);
  await connection.run(`INSERT INTO ${OBJECTS} VALUES (?, ?, ?, ?, ?, ?::TIMESTAMPTZ)`, [
    ...keyOf(kind, name),
    JSON.stringify(definition),
    database.clock().toISOString(),
  ]);
  return true;
}

export async function change<K extends StoredKind>(
  connection: Connection,
  kind: K,
  name: RelationName,
  definition: Definitions[K],
): Promise<void> {
  await connection.run(`UPDATE ${OBJECTS} SET DEFINITION = ? WHERE ${SAME}`, [
    JSON.stringify(definition),
    ...keyOf(kind, name),
  ]);
}

export async function remove(connection: Connection, kind: StoredKind, name: RelationName): Promise<void> {
  await connection.run(`DELETE FROM ${OBJECTS} WHERE ${SAME}`, keyOf(kind, name));
}
