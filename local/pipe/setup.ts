import type { Lake } from '../../engine/landing/lake';
import {
  addDeclaredColumns,
  bronzeTable,
  setupStatements,
  type LandedSource,
} from '../../engine/landing/setup';
import type { Warehouse } from '../../engine/warehouse/port';

/**
 * Creates what bronze needs and is not there. All statements are idempotent; they are run when a table is missing or
 * lacks a declared column, so that a pipe with nothing new asks two things and changes nothing.
 */
export async function setUp(
  warehouse: Warehouse,
  lake: Lake,
  sources: readonly LandedSource[],
  database: string,
): Promise<void> {
  const statements = setupStatements(sources, { database, lakeUrl: lake.url });
  const relations = new Set((await warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  const missing = statements.filter(
    ({ kind, name }) =>
      (kind === 'table' || kind === 'external table') && !relations.has(name.split('.').slice(1).join('.')),
  );
  if (missing.length > 0) for (const { sql } of statements) await warehouse.query(sql);
  for (const source of sources) {
    const columns = (await warehouse.columns(bronzeTable(source, database))) ?? [];
    for (const sql of addDeclaredColumns(source, database, columns)) await warehouse.query(sql);
  }
}
