import type { PlannedTest } from '../plan/types';
import { relationText } from '../warehouse/identifier';
import { failingRowsTable } from '../plan/setup';
import type { Cell, Result, Warehouse } from '../warehouse/port';

/** Rows of a test that did not pass, each as a JSON object by column name. */
export interface FailingRows {
  readonly test: string;
  readonly model: string | undefined;
  readonly rows: readonly string[];
  /** Above 1 where the test may have left rows before an interruption. */
  readonly attempt: number;
}

export function failingRowsOf(test: PlannedTest, { columns, rows }: Result, attempt: number): FailingRows {
  return {
    test: test.test,
    model: test.blocks[0],
    rows: rows.map((row) =>
      JSON.stringify(
        Object.fromEntries(columns.map(({ name }, index) => [name.toLowerCase(), row[index] ?? null])),
      ),
    ),
    attempt,
  };
}

/** Writes into AUDIT.FAILING_ROWS by one INSERT. */
export function keepFailingRows(warehouse: Warehouse, database: string, runId: string, now: () => Date) {
  const table = relationText(failingRowsTable(database));
  return async ({ test, model, rows, attempt }: FailingRows): Promise<void> => {
    if (attempt > 1) {
      await warehouse.query(`delete from ${table} where run_id = ? and test = ?`, { binds: [runId, test] });
    }
    if (rows.length === 0) return;
    const foundAt = now().toISOString().slice(0, 23).replace('T', ' ');
    const values = rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ');
    const binds = rows.flatMap((row, index): Cell[] => [runId, test, model ?? null, index + 1, row, foundAt]);
    await warehouse.query(
      `insert into ${table} (run_id, test, model, row_number, failing_row, found_at) values ${values}`,
      { binds },
    );
  };
}
