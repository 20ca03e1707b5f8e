import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import type { Warehouse } from '../../../engine/warehouse/port';
import { openLocalStore } from '../../../local/state';
import { storeContract } from '../../support/store-contract';

let warehouse: Warehouse | undefined;

afterEach(async () => {
  await warehouse?.close();
  warehouse = undefined;
});

storeContract('the local database', async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: () => new Date(0) });
  return openLocalStore(warehouse);
});

test('a store opened again finds what was written', async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: () => new Date(0) });
  await (await openLocalStore(warehouse)).put('run/1', { status: 'running' });
  const again = await openLocalStore(warehouse);
  expect(await again.list('run/')).toEqual([{ key: 'run/1', version: 1, body: { status: 'running' } }]);
});
