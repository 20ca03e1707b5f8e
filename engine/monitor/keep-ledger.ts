import type { Lake } from '../landing/lake';
import { forgetErrors, forgetLines, insertLines, type LedgerLine } from '../landing/ledger';
import { ledger } from '../landing/setup';
import { relationText } from '../warehouse/identifier';
import type { Session } from '../warehouse/port';
import { pieces, together } from './files';
import type { HistoricLoad } from './history';
import { inTransaction } from '../warehouse/transaction';

const LINES = 500;

/**
 * Writes loads into the ledger that it does not have yet, or has of an earlier time; what was said of the bad rows of
 * such a file is taken out, so that it is said anew. Each piece is one commit, and a second time changes nothing.
 * @returns the files that were new to the ledger, or were loaded again
 */
export async function keepLedger(
  session: Session,
  lake: Lake,
  database: string,
  loads: readonly HistoricLoad[],
): Promise<readonly HistoricLoad[]> {
  const kept: HistoricLoad[] = [];
  for (const some of pieces(loads, LINES)) {
    const known = await loadedAt(
      session,
      database,
      some.map(({ file }) => file),
    );
    const unknown = some.filter(({ file, loadedAt: at }) => (known.get(file) ?? '') < at);
    if (unknown.length === 0) continue;
    const lines = await withLanding(lake, unknown);
    await inTransaction(session, async () => {
      for (const { sql, binds } of [
        forgetErrors(database, lines),
        forgetLines(database, lines),
        insertLines(database, lines),
      ])
        await session.query(sql, { binds });
    });
    kept.push(...unknown);
  }
  return kept;
}

/** When the ledger says that each of the files was loaded, ISO 8601. */
export async function loadedAt(
  session: Session,
  database: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await session.query(
    `SELECT FILE, MAX(LOADED_AT) FROM ${relationText(ledger(database))} WHERE FILE IN (${files.map(() => '?').join(', ')}) GROUP BY FILE`,
    { binds: files },
  );
  return new Map(
    rows.map(([file, at]) => [String(file), new Date(`${String(at).replace(' ', 'T')}Z`).toISOString()]),
  );
}

/** Of a file that is no longer there, when it landed is taken for when it was loaded. */
async function withLanding(lake: Lake, loads: readonly HistoricLoad[]): Promise<readonly LedgerLine[]> {
  const landed = new Map<string, string>();
  await together(loads, 8, async ({ file }) => {
    const found = await lake.stat(file);
    if (found) landed.set(file, found.modifiedAt);
  });
  return loads.map((load) => ({
    ...load,
    landedAt: landed.get(load.file) ?? load.loadedAt,
  }));
}
