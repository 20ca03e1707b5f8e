import { announce, datasetOfKey, readArrivals, requestRun, turn } from '../../../engine/orchestration';
import { readAnswer } from '../../../engine/orchestration/requests';
import { readRunDetails } from '../../../engine/run';
import type { Result } from '../../../engine/warehouse/port';
import { openCloudShop, type CloudShop } from '../../support/cloud-shop';
import type { Small } from '../../support/small-project';

const ORDERS = 'LAKEHOUSE.BRONZE.ORDERS';
const spec: Small = {
  sources: ['shop.orders'],
  models: { facts: 'select * from @shop.orders', total: 'select sum(amount) as amount from @facts' },
  tests: { positive: 'select * from @total where amount <= 0' },
};

let shop: CloudShop;
beforeEach(async () => {
  shop = await openCloudShop([
    `create table ${ORDERS} (id number, amount number)`,
    `insert into ${ORDERS} values (1, 10)`,
  ]);
});
afterEach(() => shop.close());

const since = (from: number): readonly string[] => shop.server.statements.slice(from).map(({ sql }) => sql);

/** What Snowflake answers without a warehouse. */
const NEEDS_NO_WAREHOUSE =
  /^(?:ALTER SESSION SET |SHOW |SELECT SYSTEM\$(?:LAST_CHANGE_COMMIT_TIME|PIPE_STATUS)\()/i;

test('with nothing new no statement needs a warehouse', async () => {
  await shop.execute(spec, 'first');
  const before = shop.server.statements.length;
  expect(await shop.execute(spec, 'second')).toEqual({
    next: 'done',
    status: 'idle',
    runId: null,
    message: 'nothing is new',
    again: false,
  });
  const sent = since(before);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.filter((sql) => !NEEDS_NO_WAREHOUSE.test(sql))).toEqual([]);
});

test('a test that fails ends the run as an error, names it and keeps the failing rows', async () => {
  await shop.behind.query(`update ${ORDERS} set amount = -1`);
  const ended = await shop.execute(spec, 'first');
  expect(ended).toMatchObject({ status: 'error', message: 'total, positive' });
  expect(await shop.rows('select test, failing_row from LAKEHOUSE.AUDIT.FAILING_ROWS')).toEqual([
    ['test.shop.positive', '{"amount":-1}'],
  ]);
  expect((await readRunDetails(shop.store, ended.runId ?? ''))?.failures).toMatchObject([
    { test: 'test.shop.positive', message: 'found 1' },
  ]);
  expect((await shop.live()).map(([name]) => name)).toEqual(['SHOP.FACTS']);
});

test('a second execution ends at once while the first one drives, and takes over when that one is gone', async () => {
  let go = (): void => undefined;
  const gate = new Promise<void>((done) => (go = done));
  shop.server.asynchronous.before = () => gate;
  const one = shop.contextOf(spec);
  expect(await turn(one, 'one', true)).toMatchObject({ next: 'wait' });
  expect(await turn(shop.contextOf(spec), 'two', true)).toMatchObject({ next: 'done', status: 'busy' });
  shop.later(301_000);
  go();
  expect(await shop.execute(spec, 'two')).toMatchObject({ status: 'success' });
  // The first one comes back after a long sleep: the run is over.
  expect(await turn(one, 'one', false)).toMatchObject({ next: 'done', status: 'idle' });
});

describe('arrivals', () => {
  const pipe = (fields: object): void => {
    shop.server.answers.unshift((sql): Result | undefined =>
      /^SELECT SYSTEM\$PIPE_STATUS/.test(sql)
        ? {
            columns: [{ name: 'S', kind: 'TEXT', type: 'VARCHAR' }],
            rows: [[JSON.stringify({ executionState: 'RUNNING', pendingFileCount: 0, ...fields })]],
          }
        : undefined,
    );
  };
  const landed: Small = { ...spec, landed: true };

  test.each([
    ['bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/ab.csv', 'olist/orders'],
    ['bronze/events/dt=2026-01-02/hour=03/x.json.gz', 'events/events'],
    ['bronze/_canary/canary/x.json', undefined],
    ['errors/firehose/x', undefined],
    ['bronze/stray.csv', undefined],
  ])('%s is of dataset %s', (key, dataset) => {
    expect(datasetOfKey(key)).toBe(dataset);
  });

  test('a file that the pipe has not loaded is waited for, without a warehouse', async () => {
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:00Z');
    const before = shop.server.statements.length;
    pipe({ pendingFileCount: 1 });
    const context = shop.contextOf(landed);
    expect(await turn(context, 'one', true)).toEqual({
      next: 'wait',
      seconds: 10,
      why: 'not in bronze yet: shop/orders',
    });
    // The pipe has not even heard of it.
    pipe({ lastForwardedMessageTimestamp: '2026-01-02T03:03:59.000Z' });
    expect(await turn(context, 'one', false)).toMatchObject({ next: 'wait', seconds: 10 });
    expect(since(before).filter((sql) => !NEEDS_NO_WAREHOUSE.test(sql))).toEqual([]);
    pipe({
      lastForwardedMessageTimestamp: '2026-01-02T03:04:01.000Z',
      lastForwardedFilePath: 'a.csv',
      lastIngestedFilePath: 'a.csv',
    });
    expect(await shop.execute(landed, 'one')).toMatchObject({ status: 'success', again: false });
  });

  test('it is waited for no longer than the bound', async () => {
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:00Z');
    pipe({ pendingFileCount: 1 });
    const context = shop.contextOf(landed);
    expect(await turn(context, 'one', true)).toMatchObject({ seconds: 10 });
    shop.later(301_000);
    expect(await shop.execute(landed, 'one')).toMatchObject({ status: 'success' });
  });

  test("what lands during the wait does not prolong it, and is the next run's", async () => {
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:00Z');
    pipe({ pendingFileCount: 1, oldestFileTimestamp: '2026-01-02T03:04:01.000Z' });
    const context = shop.contextOf(landed);
    expect(await turn(context, 'one', true)).toMatchObject({ next: 'wait', seconds: 10 });
    shop.later(61_000);
    await announce(shop.store, 'shop/orders', '2026-01-02T03:06:00Z');
    pipe({
      pendingFileCount: 1,
      oldestFileTimestamp: '2026-01-02T03:06:01.000Z',
      lastForwardedMessageTimestamp: '2026-01-02T03:06:01.000Z',
    });
    expect(await shop.execute(landed, 'one')).toMatchObject({ status: 'success', again: true });
  });

  test('a run that nobody asks for begins when the set of files is whole', async () => {
    const at = (ms: number): string => new Date(shop.now().getTime() + ms).toISOString();
    const context = { ...shop.contextOf(spec), settleMs: 30_000 };
    await announce(shop.store, 'shop/orders', at(-10_000));
    expect(await turn(context, 'one', true)).toEqual({ next: 'wait', seconds: 10, why: 'files are landing' });
    shop.later(15_000);
    expect(await turn(context, 'one', false)).toMatchObject({ next: 'wait', seconds: 5 });
    shop.later(5_000);
    await announce(shop.store, 'shop/customers', at(0));
    expect(await turn(context, 'one', false)).toMatchObject({ next: 'wait', seconds: 10 });
    shop.later(30_000);
    expect(await shop.execute(spec, 'one', () => context)).toMatchObject({ status: 'success', again: false });
  });

  test('a set that begins to land while another is awaited in bronze is waited for too', async () => {
    const at = (ms: number): string => new Date(shop.now().getTime() + ms).toISOString();
    const context = { ...shop.contextOf(landed), settleMs: 30_000 };
    await announce(shop.store, 'shop/orders', at(-60_000));
    pipe({ pendingFileCount: 1 });
    expect(await turn(context, 'one', true)).toMatchObject({ why: 'not in bronze yet: shop/orders' });
    shop.later(10_000);
    await announce(shop.store, 'shop/customers', at(0));
    pipe({ lastForwardedMessageTimestamp: at(1_000) });
    expect(await turn(context, 'one', false)).toMatchObject({ why: 'files are landing' });
    shop.later(30_000);
    expect(await shop.execute(landed, 'one', () => context)).toMatchObject({
      status: 'success',
      again: false,
    });
  });

  test('a stream whose files never end is not waited out', async () => {
    const context = { ...shop.contextOf(spec), settleMs: 30_000 };
    let waited = 0;
    for (;;) {
      await announce(shop.store, 'shop/orders', shop.now().toISOString());
      const found = await turn(context, 'one', waited === 0);
      if (found.next === 'done' || found.why !== 'files are landing') break;
      waited += found.seconds;
      shop.later(found.seconds * 1_000);
    }
    expect(waited).toBe(120);
  });

  test('who asks for a run knows what has landed', async () => {
    await announce(shop.store, 'shop/orders', shop.now().toISOString());
    await requestRun(shop.store, {
      ...{ id: '20260102T030405_A', kind: 'build', select: [], exclude: [], fullRefresh: false },
      ...{ command: 'lakehouse build --target dev', at: '2026-01-02T03:04:05Z' },
    });
    const context = { ...shop.contextOf(spec), settleMs: 30_000 };
    expect(await turn(context, 'one', true)).not.toMatchObject({ why: 'files are landing' });
  });

  test('runs that nobody asks for keep their distance', async () => {
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:00Z');
    pipe({ lastForwardedMessageTimestamp: '2026-01-02T03:04:01.000Z' });
    const context = { ...shop.contextOf(landed), pauseMs: 600_000 };
    expect(await shop.execute(landed, 'one', () => context)).toMatchObject({ status: 'success' });
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:02Z');
    expect(await turn(context, 'two', true)).toEqual({
      next: 'wait',
      seconds: 10,
      why: 'the last run has just been',
    });
    shop.later(601_000);
    expect(await turn(context, 'two', false)).not.toMatchObject({ why: 'the last run has just been' });
  });

  test('a file that lands while a run goes on asks for another', async () => {
    let landedMeanwhile = false;
    shop.server.asynchronous.before = async () => {
      if (!landedMeanwhile) await announce(shop.store, 'shop/orders', '2026-01-02T03:05:00Z');
      landedMeanwhile = true;
    };
    expect(await shop.execute(spec, 'one')).toMatchObject({ status: 'success', again: true });
    expect(await shop.execute(spec, 'two')).toMatchObject({ status: 'idle', again: false });
    expect(await readArrivals(shop.store)).toEqual([]);
  });
});

describe('runs that a person asks for', () => {
  const request = (changes: object) =>
    requestRun(shop.store, {
      ...{ id: '20260102T030405_A', kind: 'build', select: [], exclude: [], fullRefresh: false },
      ...{ command: 'lakehouse build --target dev', at: '2026-01-02T03:04:05Z', ...changes },
    });

  test('builds what is selected, and leaves the rest to the next run', async () => {
    await announce(shop.store, 'shop/orders', '2026-01-02T03:04:00Z');
    await request({ select: ['facts'] });
    const ended = await shop.execute(spec, 'one');
    expect(ended).toMatchObject({ status: 'success', again: true });
    expect(await readAnswer(shop.store, '20260102T030405_A')).toEqual({
      status: 'started',
      runId: ended.runId,
    });
    expect((await shop.live()).map(([name]) => name)).toEqual(['SHOP.FACTS']);
    expect(await shop.execute(spec, 'two')).toMatchObject({ status: 'success', again: false });
    expect((await shop.live()).map(([name]) => name)).toEqual(['SHOP.FACTS', 'SHOP.TOTAL']);
  });

  test('says what cannot be done, and goes on with the next', async () => {
    await request({ select: ['fact'] });
    await request({ id: '20260102T030406_B' });
    expect(await shop.execute(spec, 'one')).toMatchObject({ status: 'error', again: true });
    expect(await readAnswer(shop.store, '20260102T030405_A')).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('fact'),
    });
    expect(await shop.execute(spec, 'two')).toMatchObject({ status: 'success', again: false });
  });

  test('runs tests on what is live', async () => {
    await shop.execute(spec, 'one');
    await request({ kind: 'test' });
    const ended = await shop.execute(spec, 'two');
    expect(ended).toMatchObject({ status: 'success' });
    expect((await readRunDetails(shop.store, ended.runId ?? ''))?.tests).toMatchObject([{ status: 'pass' }]);
  });
});
