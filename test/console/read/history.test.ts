import { runHistory } from '../../../console/read/history';
import { openShop } from '../../support/shop';

test('a run whose results are written before its end is not taken for ended, and is read anew', async () => {
  const shop = await openShop();
  const { runId } = await shop.build({ models: { one: 'select 1 as id' } });
  const ended = await shop.store.get(`run/${runId}`);
  const record = ended?.body as { readonly [key: string]: string | null };
  await shop.store.put(`run/${runId}`, { ...record, status: 'running', endedAt: null });
  const history = runHistory(shop.store);
  expect(await history.results(runId)).toBeUndefined();
  await shop.store.put(`run/${runId}`, record);
  expect((await history.results(runId))?.record.status).toBe('success');
  await shop.warehouse.close();
});
