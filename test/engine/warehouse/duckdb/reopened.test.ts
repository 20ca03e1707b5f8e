import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localWarehouse } from '../../../support/local-warehouse';

test('a database that is opened again flattens as before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakehouse-reopened-'));
  const values: unknown[] = [];
  try {
    for (const outer of ['true', 'false', 'true']) {
      const { warehouse, close } = await localWarehouse({ path: join(folder, 'again.duckdb') });
      const { rows } = await warehouse.query(
        `select f.value:n::int from (select parse_json('[{"n": 1}, {"n": 2}]') as p) as t,
           lateral flatten(input => t.p, outer => ${outer}) as f order by 1`,
      );
      values.push(rows);
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(values).toEqual([
    [[1], [2]],
    [[1], [2]],
    [[1], [2]],
  ]);
});
