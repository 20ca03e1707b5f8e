import type { Cell, Result } from '../port';
import { cell } from './cells';
import { resultColumn, type ResultColumn } from './column-types';

/** What the driver gives of a statement that is through. */
export interface Answer {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** -1 where the statement is no DML. */
  readonly updated: number;
}

interface Finished {
  getColumns(): readonly ResultColumn[] | undefined;
  getNumUpdatedRows?(): number | undefined;
}

export function answerOf(statement: Finished, rows: readonly unknown[] | undefined): Answer {
  return {
    columns: statement.getColumns() ?? [],
    // `rowMode: 'array'`
    rows: (rows ?? []) as Answer['rows'],
    updated: statement.getNumUpdatedRows?.() ?? -1,
  };
}

/** In the port's terms. */
export function resultOf(answer: Answer, maxRows?: number): Result {
  if (answer.updated >= 0) return { columns: [], rows: [], rowsAffected: changed(answer) };
  const columns = answer.columns.map(resultColumn);
  const rows = answer.rows.slice(0, maxRows);
  return {
    columns,
    rows: rows.map((row) => columns.map(({ kind }, index): Cell => cell(row[index], kind))),
  };
}

/** The driver adds `number of multi-joined rows updated` to the rows; they are among those that were updated. */
function changed({ columns, rows }: Answer): number {
  const counts = columns.map((column, index) =>
    column.getName().includes('multi-joined') ? 0 : Number(rows[0]?.[index] ?? 0),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
