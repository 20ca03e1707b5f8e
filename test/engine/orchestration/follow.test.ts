import { follow, requestRun, type Followed, type RunRequest } from '../../../engine/orchestration';
import type { RunEvent } from '../../../engine/run';
import { openCloudShop, type CloudShop } from '../../support/cloud-shop';
import type { Small } from '../../support/small-project';

const spec: Small = {
  sources: ['shop.orders'],
  models: { facts: 'select * from @shop.orders', total: 'select sum(amount) as amount from @facts' },
  tests: { positive: 'select * from @total where amount <= 0' },
};
const request: RunRequest = {
  ...{ id: '20260102T030405_A', kind: 'build', select: [], exclude: [], fullRefresh: false },
  ...{ command: 'lakehouse build --target dev', at: '2026-01-02T03:04:05Z' },
};

let shop: CloudShop;
const events: RunEvent[] = [];
beforeEach(async () => {
  events.length = 0;
  shop = await openCloudShop([
    'create table LAKEHOUSE.BRONZE.ORDERS (id number, amount number)',
    'insert into LAKEHOUSE.BRONZE.ORDERS values (1, 10)',
  ]);
  await requestRun(shop.store, request);
});
afterEach(() => shop.close());

const followed = (signal = new AbortController().signal): Promise<Followed> =>
  follow(request, {
    ...{ store: shop.store, now: shop.now, onEvent: (event: RunEvent) => events.push(event), signal },
    sleep: () => new Promise((done) => setTimeout(done, 5)),
  });

test('a run is shown as a local one is, from what the store keeps of it', async () => {
  const [ended] = await Promise.all([followed(), shop.execute(spec, 'one')]);
  expect(ended).toMatchObject({
    status: 'ended',
    result: { status: 'success', models: [{ name: 'facts', status: 'success', rows: 1 }, { name: 'total' }] },
  });
  const types = events.map(({ type }) => type);
  expect(types[0]).toBe('run-started');
  expect(types.filter((type) => type === 'model-finished')).toHaveLength(2);
  expect(types.filter((type) => type === 'test-finished')).toHaveLength(1);
  const steps = (type: RunEvent['type']) => types.filter((one) => one === type).length;
  expect(steps('step-started')).toBe(steps('step-finished'));
  expect(steps('step-started')).toBeGreaterThan(6);
});

test('a run with nothing to do ends the look', async () => {
  await shop.execute(spec, 'one');
  await requestRun(shop.store, { ...request, id: '20260102T030406_B' });
  const [ended] = await Promise.all([
    follow(
      { ...request, id: '20260102T030406_B' },
      {
        ...{
          store: shop.store,
          now: shop.now,
          onEvent: () => undefined,
          signal: new AbortController().signal,
        },
        sleep: () => new Promise((done) => setTimeout(done, 5)),
      },
    ),
    shop.execute(spec, 'two'),
  ]);
  expect(ended).toEqual({ status: 'idle' });
});

test('who stops looking stops nothing', async () => {
  const looking = new AbortController();
  looking.abort();
  expect(await followed(looking.signal)).toEqual({ status: 'detached', runId: undefined });
  expect(await shop.execute(spec, 'one')).toMatchObject({ status: 'success' });
});

test('a machine that gave up is told with its error', async () => {
  await shop.store.put('failure', {
    ...{
      at: '2026-01-02T03:05:00Z',
      execution: 'one',
      error: 'NotRetried',
      cause: 'LH562 STATE_TABLE is not set',
    },
  });
  await expect(followed()).rejects.toThrow(
    'LH709 The run cannot be driven: NotRetried: LH562 STATE_TABLE is not set. What was begun is gone on with by the next run, or given up by lakehouse stop --abandon.',
  );
});
