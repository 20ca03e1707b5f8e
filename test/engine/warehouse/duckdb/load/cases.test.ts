import { copyStatement, landedSources, setupStatements } from '../../../../../engine/landing/setup';
import type { Result, Warehouse } from '../../../../../engine/warehouse/port';
import { bytesOf, landingCases, type LandingCase } from '../../../../support/landing-cases';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import { source } from '../../../../support/sources';

let local: LocalWarehouse;
let warehouse: Warehouse;
beforeAll(async () => {
  local = await localWarehouse();
  warehouse = local.warehouse;
});
afterAll(() => local.close());

let datasets = 0;

/** Loads one file into a table of its own, as the pipe does. */
async function load(
  one: LandingCase,
  format: 'csv' | 'ndjson' | 'json',
): Promise<{ readonly table: string; readonly copied: Result; readonly errors: Result }> {
  datasets += 1;
  const dataset = `d${datasets}`;
  const [landed] = landedSources([source('shop', dataset, format === 'csv' ? ['a', 'b'] : [], { format })]);
  if (!landed) throw new Error('no landed source');
  const statements = setupStatements([landed], { database: 'LAKEHOUSE', lakeUrl: local.lake.url });
  // What the datasets share is there after the first one.
  const own = `BRONZE_SHOP.D${datasets}`;
  for (const { sql, kind, name } of statements) {
    if (datasets === 1 || (kind === 'table' && name.endsWith(own))) await warehouse.query(sql);
  }
  const file = `extracted_at=2026-01-01T00:00:00Z/file.${format}`;
  await local.put(`bronze/shop/${dataset}/${file}`, bytesOf(one));
  const session = await warehouse.session();
  const copied = await session.query(copyStatement(landed, 'LAKEHOUSE', [file]));
  const table = `LAKEHOUSE.BRONZE_SHOP.D${datasets}`;
  const errors =
    format === 'csv'
      ? await session.query(
          `SELECT ROW_NUMBER, LINE, "CHARACTER", ERROR, REJECTED_RECORD FROM TABLE(VALIDATE(${table}, JOB_ID => '_last')) ORDER BY 1`,
        )
      : { columns: [], rows: [] };
  await session.close();
  return { table, copied, errors };
}

const cell = (result: Result, name: string): unknown =>
  result.rows[0]?.[result.columns.findIndex((column) => column.name === name)];

test.each(landingCases('csv'))('COPY INTO of CSV $name', async (one) => {
  const { table, copied, errors } = await load(one, 'csv');
  const added = (one.adds ?? []).map(([name]) => `, "${name}"`).join('');
  const kept = await warehouse.query(`SELECT A, B${added}, _ROW FROM ${table} ORDER BY _ROW`);
  if (one.file !== undefined) {
    expect([
      cell(copied, 'status'),
      cell(copied, 'rows_loaded'),
      cell(copied, 'first_error'),
      kept.rows,
    ]).toEqual(['LOAD_FAILED', 0, one.file, []]);
    return;
  }
  const rows = one.rows ?? [];
  const bad = one.bad ?? [];
  const numbers = one.numbers ?? rows.map((_, index) => index + 1);
  expect(kept.rows).toEqual(rows.map((row, index) => [...row, numbers[index]]));
  expect(errors.rows).toEqual(
    bad.map(({ row, line, character, reason, raw }) => [row, line, character, reason, raw]),
  );
  expect(cell(copied, 'status')).toBe(
    bad.length === 0 ? 'LOADED' : rows.length === 0 ? 'LOAD_FAILED' : 'PARTIALLY_LOADED',
  );
  expect([cell(copied, 'rows_parsed'), cell(copied, 'rows_loaded'), cell(copied, 'errors_seen')]).toEqual([
    rows.length + bad.length,
    rows.length,
    bad.length,
  ]);
  const columns = await warehouse.columns({
    database: 'LAKEHOUSE',
    schema: 'BRONZE_SHOP',
    name: `D${datasets}`,
  });
  expect(columns?.slice(6).map(({ name, type }) => [name, type])).toEqual(one.adds ?? []);
});

test.each(landingCases('ndjson'))('COPY INTO of JSON lines $name', async (one) => {
  const { table, copied } = await load(one, 'ndjson');
  const kept = await warehouse.query(`SELECT PAYLOAD, RAW FROM ${table} ORDER BY _ROW`);
  if (one.file !== undefined) {
    expect([cell(copied, 'status'), cell(copied, 'first_error'), kept.rows]).toEqual([
      'LOAD_FAILED',
      one.file,
      [],
    ]);
    return;
  }
  expect(cell(copied, 'status')).toBe('LOADED');
  expect(kept.rows).toEqual(one.rows);
});

test.each(landingCases('json'))('COPY INTO of JSON documents $name', async (one) => {
  const { table, copied } = await load(one, 'json');
  const kept = await warehouse.query(`SELECT PAYLOAD FROM ${table} ORDER BY _ROW`);
  if (one.file !== undefined) {
    expect([cell(copied, 'status'), cell(copied, 'first_error'), kept.rows]).toEqual([
      'LOAD_FAILED',
      one.file,
      [],
    ]);
    return;
  }
  expect(cell(copied, 'status')).toBe('LOADED');
  expect(kept.rows.map(([payload]) => [JSON.stringify(JSON.parse(String(payload)))])).toEqual(one.rows);
});
