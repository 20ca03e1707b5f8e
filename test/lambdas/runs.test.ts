import { advance } from '../../lambdas/advance/advance';
import { MOST_TICKS } from '../../lambdas/advance/contract';
import { arrive } from '../../lambdas/arrival/arrival';
import type { ArrivalEvent } from '../../lambdas/arrival/contract';
import { jsonLog } from '../../lambdas/log';
import { LakehouseError } from '../../engine/errors';
import { readArrivals } from '../../engine/orchestration';
import { memoryStore } from '../support/memory-store';
import { openCloudShop } from '../support/cloud-shop';

const now = (): Date => new Date('2026-01-02T03:04:05Z');
const landed = (key: string): ArrivalEvent => ({
  'detail-type': 'Object Created',
  source: 'aws.s3',
  time: '2026-01-02T03:04:00Z',
  detail: { bucket: { name: 'lake' }, object: { key } },
});

describe('arrival', () => {
  test.each([
    ['nobody drives', undefined, true],
    ['an execution drives', '2026-01-02T03:05:00Z', false],
    ['the execution that drove has died', '2026-01-02T03:04:00Z', true],
  ])('of a file, when %s', async (_when, leaseUntil, started) => {
    const store = memoryStore();
    if (leaseUntil !== undefined) await store.put('lock/run', { leaseUntil });
    let starts = 0;
    const start = async (): Promise<void> => void (starts += 1);
    const key = 'bronze/olist/orders/extracted_at=2026-01-02T03:04:00Z/ab.csv';
    expect(await arrive(landed(key), { store, now, start })).toEqual({ flagged: 'olist/orders', started });
    expect(starts).toBe(started ? 1 : 0);
    expect(await readArrivals(store)).toEqual([
      { dataset: 'olist/orders', at: '2026-01-02T03:04:00Z', version: 1 },
    ]);
  });

  test('of the canary starts nothing', async () => {
    const start = async (): Promise<void> => Promise.reject(new Error('not to be started'));
    const context = { store: memoryStore(), now, start };
    expect(await arrive(landed('bronze/_canary/x.json'), context)).toEqual({ flagged: null, started: false });
  });

  test('by the clock starts a run without a flag', async () => {
    let starts = 0;
    const start = async (): Promise<void> => void (starts += 1);
    const context = { store: memoryStore(), now, start };
    expect(await arrive({ type: 'start', reason: 'schedule' }, context)).toEqual({
      flagged: null,
      started: true,
    });
    expect(starts).toBe(1);
  });
});

describe('advance', () => {
  const log = jsonLog({ write: () => undefined, now, fields: {} });
  const spec = { sources: ['shop.orders'], models: { facts: 'select * from @shop.orders' } };

  test('hands a run over to a new execution before the history of this one is full', async () => {
    const shop = await openCloudShop(['create table LAKEHOUSE.BRONZE.ORDERS (id number)']);
    shop.server.asynchronous.before = () => new Promise(() => undefined);
    const context = { ...shop.contextOf(spec), log };
    const tick = { type: 'tick', execution: 'one', tick: MOST_TICKS - 1 } as const;
    expect(await advance(tick, context)).toEqual({ next: 'continue', tick: 0 });
    // It has let go of the lock.
    const next = { ...shop.contextOf(spec), log };
    expect(await advance({ type: 'tick', execution: 'two', tick: 0 }, next)).toMatchObject({
      next: 'wait',
      tick: 1,
    });
    await shop.close();
  });

  test('a mistake that a person has to mend is not tried again; a login that fails is', async () => {
    const store = memoryStore();
    const failing = (code: 'LH562' | 'LH560') => ({
      ...({ store, now, log } as never as Parameters<typeof advance>[1]),
      workspace: () => Promise.reject(new LakehouseError([{ code, message: 'no' }])),
    });
    const tick = { type: 'tick', execution: 'one', tick: 0 } as const;
    await expect(advance(tick, failing('LH562'))).rejects.toMatchObject({ name: 'NotRetried' });
    await expect(advance(tick, failing('LH560'))).rejects.toMatchObject({ name: 'LakehouseError' });
  });

  test('what could not be driven is recorded, and the lock is given back', async () => {
    const store = memoryStore();
    const context = { store, now, log } as never as Parameters<typeof advance>[1];
    const event = {
      type: 'failed',
      execution: 'one',
      error: { Error: 'Lambda.Unknown', Cause: 'gone' },
    } as const;
    expect(await advance(event, context)).toEqual({ recorded: true });
    expect((await store.get('failure'))?.body).toEqual({
      ...{ at: '2026-01-02T03:04:05.000Z', execution: 'one', error: 'Lambda.Unknown', cause: 'gone' },
    });
    expect((await store.get('lock/run'))?.body).toMatchObject({ leaseUntil: null });
  });
});
