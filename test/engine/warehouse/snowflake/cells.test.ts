import { localWarehouse, type LocalWarehouse } from '../../../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../../../support/snowflake-server';
import { openSnowflake } from '../../../../engine/warehouse/snowflake';
import { declaredType } from '../../../../engine/warehouse/snowflake/column-types';
import type { Warehouse } from '../../../../engine/warehouse/port';

let behind: LocalWarehouse;
let server: StandIn;
let warehouse: Warehouse;
beforeAll(async () => {
  behind = await localWarehouse();
  server = await snowflakeStandIn(behind.warehouse);
  warehouse = await openSnowflake({
    account: 'acme-shop',
    database: 'LAKEHOUSE',
    accessUrl: server.url,
    authentication: { kind: 'key-pair', privateKey: await newKey() },
    user: 'LAKEHOUSE',
  });
});
afterAll(async () => {
  await warehouse.close();
  await server.close();
  await behind.close();
});

async function newKey(): Promise<string> {
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

test.each([
  ["SELECT '10:20:30'::TIME AS X", 'TIME', '10:20:30'],
  ["SELECT '10:20:30.25'::TIME AS X", 'TIME', '10:20:30.250000'],
  ["SELECT '2026-02-28 10:20:30.000001'::TIMESTAMP_NTZ AS X", 'TIMESTAMP_NTZ', '2026-02-28 10:20:30.000001'],
  ["SELECT '0001-01-01 00:00:00'::TIMESTAMP_NTZ AS X", 'TIMESTAMP_NTZ', '0001-01-01 00:00:00'],
  ['SELECT NULL::NUMBER AS X', 'NUMBER', null],
  ['SELECT NULL::DATE AS X', 'DATE', null],
  ['SELECT PARSE_JSON(NULL) AS X', 'VARIANT', null],
  ['SELECT 1234567890123456789::NUMBER(38,0) AS X', 'NUMBER', '1234567890123456789'],
  ['SELECT 1.5e300::FLOAT AS X', 'FLOAT', 1.5e300],
  ["SELECT '' AS X", 'TEXT', ''],
  ["SELECT 'NULL' AS X", 'TEXT', 'NULL'],
] as const)('%s comes as from the warehouse behind', async (sql, kind, cell) => {
  const { columns, rows } = await warehouse.query(sql);
  expect(columns[0]?.kind).toBe(kind);
  expect(rows).toEqual([[cell]]);
  expect((await behind.warehouse.query(sql)).rows).toEqual(rows);
});

test.each([
  ['NUMBER(38,0)', 'NUMBER', 'NUMBER(38,0)'],
  ['VARCHAR(16777216)', 'TEXT', 'VARCHAR'],
  ['VARCHAR(134217728)', 'TEXT', 'VARCHAR'],
  ['VARCHAR(20)', 'TEXT', 'VARCHAR(20)'],
  ['TIMESTAMP_TZ(9)', 'TIMESTAMP_TZ', 'TIMESTAMP_TZ'],
  ['BINARY(8388608)', 'BINARY', 'BINARY'],
  ['ARRAY(NUMBER(38,0))', 'ARRAY', 'ARRAY'],
] as const)('DESCRIBE says %s for %s', (described, kind, type) => {
  expect(declaredType(described)).toEqual({ kind, type });
});
