import { stopRun, type Stopped } from '../../cloud/stop-run';
import { turn, type StopWay } from '../../engine/orchestration';
import { readCurrent } from '../../engine/run';
import { openCloudShop, type CloudShop } from '../support/cloud-shop';
import type { Small } from '../support/small-project';

const spec: Small = {
  sources: ['shop.orders'],
  models: { facts: 'select * from @shop.orders', total: 'select sum(amount) as amount from @facts' },
  tests: {},
};

let shop: CloudShop;
let started: string[];
let asked: string[];
let go: () => void;
beforeEach(async () => {
  started = [];
  asked = [];
  shop = await openCloudShop([
    'create table LAKEHOUSE.BRONZE.ORDERS (id number, amount number)',
    'insert into LAKEHOUSE.BRONZE.ORDERS values (1, 10)',
  ]);
  const gate = new Promise<void>((done) => (go = done));
  shop.server.asynchronous.before = () => gate;
});
afterEach(() => shop.close());

const stopped = (way: StopWay, signal = new AbortController().signal): Promise<Stopped> =>
  stopRun(
    { way, command: 'lakehouse stop --target dev', at: shop.now().toISOString() },
    {
      ...{ store: shop.store, now: shop.now, signal },
      onAsked: (runId) => asked.push(runId),
      sleep: (ms) => {
        shop.later(ms);
        return new Promise((done) => setTimeout(done, 5));
      },
      start: async () => {
        started.push('execution');
        void shop.execute(spec, `execution ${started.length}`);
      },
    },
  );

/** A run that waits for its first statement. */
async function begun(): Promise<string> {
  await turn(shop.contextOf(spec), 'first', true);
  return (await readCurrent(shop.store)) ?? '';
}

test('where no run is under way nothing is asked and nothing started', async () => {
  expect(await stopped('cancel')).toEqual({ status: 'none' });
  expect({ started, asked }).toEqual({ started: [], asked: [] });
});

test('a run that somebody drives ends with him', async () => {
  const runId = await begun();
  const driver = shop.execute(spec, 'first');
  go();
  expect(await stopped('await')).toMatchObject({ status: 'ended', runId });
  await driver;
  expect({ started, asked }).toEqual({ started: [], asked: [runId] });
});

test.each(['cancel', 'abandon'] as const)(
  'a run whose execution was stopped (%s) waits for the lease, and one execution is started for its end',
  async (way) => {
    const runId = await begun();
    const at = shop.now().getTime();
    expect(await stopped(way)).toMatchObject({
      ...{ status: 'ended', runId },
      record: { status: way === 'cancel' ? 'stopped' : 'abandoned', models: expect.anything() },
    });
    expect(shop.now().getTime() - at).toBeGreaterThan(290_000);
    expect(started).toHaveLength(1);
  },
);

test('a machine that gave up after the request is told with its error', async () => {
  await begun();
  shop.later(301_000);
  const failure = { at: '2026-02-01T00:00:00Z', execution: 'x', error: 'Sandbox.Timedout', cause: 'slow' };
  await shop.store.put('failure', failure);
  await expect(stopped('await')).rejects.toThrow(
    'LH709 The run cannot be driven: Sandbox.Timedout: slow. What was begun is gone on with by the next run, or given up by lakehouse stop --abandon.',
  );
});

test('who stops waiting has asked all the same', async () => {
  const runId = await begun();
  const signal = AbortSignal.abort();
  expect(await stopped('cancel', signal)).toEqual({ status: 'detached', runId });
  expect((await shop.store.get(`stop/${runId}`))?.body).toMatchObject({ way: 'cancel' });
});
