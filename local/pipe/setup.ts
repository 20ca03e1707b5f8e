import { createHash } from 'node:crypto';
import type { Lake } from '../../engine/landing/lake';
import {
  addDeclaredColumns,
  bronzeTable,
  ledger,
  setupStatements,
  type LandedSource,
  type SetupStatement,
} from '../../engine/landing/setup';
import { literal, relationText } from '../../engine/warehouse/identifier';
import type { Warehouse } from '../../engine/warehouse/port';

const fingerprint = (statements: readonly SetupStatement[]): string =>
  `setup ${createHash('sha256')
    .update(statements.map(({ sql }) => sql).join(';\n'))
    .digest('hex')}`;

/** Is every relation there, and was it this text that made them? The ledger's comment remembers. */
async function upToDate(
  warehouse: Warehouse,
  statements: readonly SetupStatement[],
  database: string,
): Promise<boolean> {
  const relations = new Set(
    (await warehouse.catalog()).map((relation) => relationText({ ...relation, database })),
  );
  const wanted = statements.filter(({ kind }) => kind === 'table' || kind === 'external table');
  if (!wanted.every(({ name }) => relations.has(name))) return false;
  const { schema, name } = ledger(database);
  const { rows } = await warehouse.query(
    `SELECT COMMENT FROM ${database}.INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?`,
    { binds: [schema, name] },
  );
  return rows[0]?.[0] === fingerprint(statements);
}

/**
 * Creates what bronze needs, if something is missing or the text that creates it is another one than last time: a pipe
 * with nothing new asks a little and changes nothing. All statements are idempotent.
 */
export async function setUp(
  warehouse: Warehouse,
  lake: Lake,
  sources: readonly LandedSource[],
  database: string,
): Promise<void> {
  const statements = setupStatements(sources, { database, lakeUrl: lake.url }).filter(
    // DuckDB reads no bucket without an extension that it would have to download: pipes read it through the lake.
    ({ kind }) => kind !== 'external table' || lake.localPath !== undefined,
  );
  if (await upToDate(warehouse, statements, database)) return;
  for (const { kind, name, sql } of statements) {
    // They hold no data, and they remember where the lake was: a home may have been moved or copied.
    if (kind === 'stage' || kind === 'external table') {
      await warehouse.query(`DROP ${kind.toUpperCase()} IF EXISTS ${name}`);
    }
    await warehouse.query(sql);
  }
  for (const source of sources) {
    const columns = (await warehouse.columns(bronzeTable(source, database))) ?? [];
    for (const sql of addDeclaredColumns(source, database, columns)) await warehouse.query(sql);
  }
  await warehouse.query(
    `COMMENT ON TABLE ${relationText(ledger(database))} IS ${literal(fingerprint(statements))}`,
  );
}
