import { failingRowsTable } from '../../engine/plan/setup';
import type { UniqueId } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell as Stored } from '../../engine/warehouse/port';
import type { Cell, FailingRows } from '../api';
import { instantOf } from './ledger';
import type { Reader } from './reader';

const SHOWN = 500;

/** Rows that a test kept in a run, or in the newest one that kept some; none where it never did. */
export async function failingRows(
  reader: Reader,
  test: UniqueId,
  runId?: string,
): Promise<FailingRows | undefined> {
  const { warehouse, database } = reader.source;
  const table = failingRowsTable(database);
  if (!(await warehouse.columns(table))) return undefined;
  const run = runId ?? (await newestRun(reader, test));
  if (run === undefined) return undefined;
  const { rows } = await warehouse.query(
    `select failing_row, found_at from ${relationText(table)} where test = ? and run_id = ? order by row_number limit ${String(SHOWN + 1)}`,
    { binds: [test, run] },
  );
  const parsed = rows
    .slice(0, SHOWN)
    .map(([text]) => JSON.parse(String(text)) as { readonly [name: string]: unknown });
  const names = Object.keys(parsed[0] ?? {});
  const results = await reader.history.results(run);
  return {
    test,
    runId: run,
    foundAt: instantOf(rows[0]?.[1]),
    failures: results?.tests.get(test)?.failures,
    columns: names.map((name) => ({ name, kind: kindOf(parsed.map((row) => row[name])) })),
    rows: parsed.map((row) => names.map((name) => cellOf(row[name]))),
    more: rows.length > SHOWN,
  };
}

async function newestRun({ source }: Reader, test: UniqueId): Promise<string | undefined> {
  const table = relationText(failingRowsTable(source.database));
  const { rows } = await source.warehouse.query(
    `select run_id from ${table} where test = ? order by found_at desc, run_id desc limit 1`,
    { binds: [test] },
  );
  const found: Stored | undefined = rows[0]?.[0];
  return found === undefined || found === null ? undefined : String(found);
}

/** They are kept as JSON, which tells numbers and truth values from texts and no more. */
function kindOf(values: readonly unknown[]): string {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size !== 1) return 'TEXT';
  if (kinds.has('number')) return 'NUMBER';
  return kinds.has('boolean') ? 'BOOLEAN' : 'TEXT';
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? value
    : JSON.stringify(value);
}
