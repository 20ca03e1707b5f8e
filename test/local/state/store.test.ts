import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import type { Warehouse } from '../../../engine/warehouse/port';
import { openLocalStore } from '../../../local/state';
import { storeContract } from '../../support/store-contract';

let warehouse: Warehouse | undefined;
const now = () => new Date('2026-01-02T03:04:05.678Z');

afterEach(async () => {
  await warehouse?.close();
  warehouse = undefined;
});

storeContract('the local database', async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: now });
  return openLocalStore(warehouse, now);
});

test('a store opened again finds what was written', async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: now });
  await (await openLocalStore(warehouse, now)).put('run/1', { status: 'running' });
  const again = await openLocalStore(warehouse, now);
  expect(await again.list('run/')).toEqual([{ key: 'run/1', version: 1, body: { status: 'running' } }]);
});
