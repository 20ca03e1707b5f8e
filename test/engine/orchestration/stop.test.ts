import { requestStop, turn, type StopWay, type TurnContext } from '../../../engine/orchestration';
import { readCurrent, readRuns, type Store } from '../../../engine/run';
import type { AsyncWarehouse } from '../../../engine/warehouse/statements';
import { openCloudShop, type CloudShop, type Disturbed } from '../../support/cloud-shop';
import { statementsOfBlock } from '../../support/snowflake-queries';
import type { Small } from '../../support/small-project';
import { FIRST_ORDERS, MORE_ORDERS, tied } from '../../support/tied-orders';

// Facts and dim are published in one block.
const spec: Small = {
  ...tied,
  models: { ...tied.models, total: 'select sum(amount) as amount from @facts' },
};

let shop: CloudShop;
beforeEach(async () => (shop = await begun()));
afterEach(() => shop.close());

/** One run has been, and new rows have come. */
async function begun(): Promise<CloudShop> {
  const opened = await openCloudShop(FIRST_ORDERS);
  await opened.execute(spec, 'before');
  await opened.behind.query(MORE_ORDERS);
  return opened;
}

let undisturbed: { readonly before: unknown; readonly after: unknown; readonly statements: number };
beforeAll(async () => {
  const other = await begun();
  const before = await other.live();
  const statements = other.server.asynchronous.all.length;
  expect(await other.execute(spec, 'run')).toMatchObject({ status: 'success' });
  undisturbed = {
    ...{ before, after: await other.live() },
    statements: other.server.asynchronous.all.length - statements,
  };
  await other.close();
});

/** Turns as short as they can be, so that a request is heard between any two statements. */
const shortly = (disturbed?: Disturbed): TurnContext => ({ ...shop.contextOf(spec, disturbed), tickMs: 1 });

async function ask(way: StopWay, at = shop.now().toISOString()): Promise<string> {
  const runId = await readCurrent(shop.store);
  if (runId === undefined) throw new Error('no run is under way');
  await requestStop(shop.store, runId, { way, command: 'lakehouse stop --target dev', at });
  return runId;
}

const statuses = async (): Promise<readonly string[]> =>
  (await readRuns(shop.store)).map(({ status }) => status);

/** Statements that never end, of those that match. */
const hang = (matching: RegExp): void => {
  shop.server.asynchronous.before = ({ sql }) =>
    matching.test(sql) ? new Promise(() => undefined) : Promise.resolve();
};

test.each(['await', 'cancel'] as const)(
  'a run that is stopped anywhere (%s) leaves whole groups, and the next run the tables of one that was not',
  async (way) => {
    const seen = new Set<string>();
    for (let nth = 1; nth <= undisturbed.statements; nth += 3) {
      await shop.close();
      shop = await begun();
      let left = nth;
      shop.server.asynchronous.before = async () => {
        left -= 1;
        if (left === 0) await ask(way);
      };
      const { status } = await shop.execute(spec, 'run', () => shortly());
      seen.add(status);
      shop.server.asynchronous.before = async () => undefined;
      const after = JSON.stringify(await shop.live());
      // Of the group both or none; what reads it may come later.
      const group = (tables: unknown): string => JSON.stringify((tables as readonly unknown[]).slice(0, 2));
      expect([group(undisturbed.before), group(undisturbed.after)]).toContain(group(JSON.parse(after)));
      expect(['success', 'idle']).toContain((await shop.execute(spec, 'next')).status);
      expect(await shop.live()).toEqual(undisturbed.after);
    }
    expect([...seen]).toContain('stopped');
    expect([...seen].filter((status) => !['stopped', 'success'].includes(status))).toEqual([]);
  },
);

test('a statement that never ends is cancelled, and the run has not failed by itself', async () => {
  hang(/DIM__CANDIDATE/);
  const context = shortly();
  for (let tick = 0; tick < 10; tick += 1) await turn(context, 'run', tick === 0);
  await ask('await');
  for (let tick = 0; tick < 5; tick += 1)
    expect(await turn(context, 'run', false)).toMatchObject({ next: 'wait' });
  await ask('cancel');
  expect(await shop.execute(spec, 'run', () => context)).toMatchObject({ status: 'stopped' });
  expect(await statuses()).toEqual(['stopped', 'success']);
  expect(shop.server.asynchronous.all.filter(({ status }) => status === 'RUNNING')).toEqual([]);
  hang(/^$/);
  expect(await shop.execute(spec, 'next')).toMatchObject({ status: 'success' });
  expect(await shop.live()).toEqual(undisturbed.after);
});

test('a stop that comes when its run is over means no other run, and a weaker one means nothing', async () => {
  const [{ runId = '' } = {}] = await readRuns(shop.store);
  const request = (way: StopWay) => ({ way, command: 'lakehouse stop --target dev', at: 'then' });
  await requestStop(shop.store, runId, request('abandon'));
  await requestStop(shop.store, runId, request('await'));
  expect((await shop.store.get(`stop/${runId}`))?.body).toMatchObject({ way: 'abandon' });
  expect(await shop.execute(spec, 'next')).toMatchObject({ status: 'success' });
  expect(await statuses()).toEqual(['success', 'success']);
  expect(await shop.live()).toEqual(undisturbed.after);
});

describe('a run that is abandoned', () => {
  /** A table whose plans cannot be read any more. */
  const broken = (): Disturbed => ({
    store: {
      ...shop.store,
      get: async (key) => {
        if (key.startsWith('plan/')) throw new Error(`parts of ${key} are missing`);
        return shop.store.get(key);
      },
    },
  });

  test('is ended without its plan, its statements cancelled first; the next one plans anew', async () => {
    hang(/DIM__CANDIDATE/);
    for (let tick = 0; tick < 10; tick += 1) await turn(shortly(), 'run', tick === 0);
    const unreadable = (): TurnContext => shortly(broken());
    await expect(turn(unreadable(), 'run', false)).rejects.toThrow(/parts of plan\/\w+ are missing/);
    const runId = await ask('abandon');
    const asked = shop.now().getTime();
    expect(await turn(unreadable(), 'run', false)).toEqual({
      ...{ next: 'wait', seconds: 10, why: `run ${runId} is given up: 1 statements under way` },
    });
    const ended = await shop.execute(spec, 'run', unreadable);
    expect(ended).toEqual({
      ...{ next: 'done', status: 'stopped', runId, again: false },
      message: 'abandoned by lakehouse stop --target dev',
    });
    // As long as what was about to be sent may be on its way.
    expect(shop.now().getTime() - asked).toBeGreaterThanOrEqual(200_000);
    expect(shop.server.asynchronous.all.filter(({ status }) => status === 'RUNNING')).toEqual([]);
    expect(await statuses()).toEqual(['abandoned', 'success']);
    hang(/^$/);
    expect(await shop.execute(spec, 'next')).toMatchObject({ status: 'success' });
    expect(await shop.live()).toEqual(undisturbed.after);
  });

  test('may leave half a block behind, which the next one makes whole', async () => {
    let isHalf = false;
    shop.server.asynchronous.before = async ({ sql }) => {
      const [first, ...more] = statementsOfBlock(sql) ?? [];
      if (first === undefined || more.length === 0) return;
      await shop.behind.query(first);
      isHalf = true;
      await new Promise(() => undefined);
    };
    const context = shortly();
    for (let tick = 0; !isHalf && tick < 40; tick += 1) await turn(context, 'run', tick === 0);
    await ask('abandon');
    expect(await shop.execute(spec, 'run', () => context)).toMatchObject({ status: 'stopped' });
    hang(/^$/);
    expect(await shop.execute(spec, 'next')).toMatchObject({ status: 'success' });
    expect(await shop.live()).toEqual(undisturbed.after);
  });

  /**
   * Sleeps before or after the nth write or look at an outcome, or the nth write of such a key, until it is woken. Not between the last look at the
   * clock and a submission: a function lives too briefly for that to matter.
   */
  function sleeper(nth: number, keys?: RegExp) {
    let left = nth;
    let wake = (): void => undefined;
    let fallAsleep = (): void => undefined;
    const asleep = new Promise<void>((done) => (fallAsleep = done));
    const awake = new Promise<void>((done) => (wake = done));
    const sleep = async (): Promise<void> => {
      left -= 1;
      if (left !== 0) return;
      fallAsleep();
      await awake;
    };
    const around = async <T>(work: () => Promise<T>): Promise<T> => {
      await sleep();
      const done = await work();
      await sleep();
      return done;
    };
    const store: Store = {
      ...shop.store,
      put: (...put) =>
        keys?.test(put[0]) !== false ? around(() => shop.store.put(...put)) : shop.store.put(...put),
    };
    const warehouse = (one: AsyncWarehouse): AsyncWarehouse =>
      Object.assign(Object.create(one) as AsyncWarehouse, {
        statements: {
          ...one.statements,
          outcome: (queryId: string) =>
            keys ? one.statements.outcome(queryId) : around(() => one.statements.outcome(queryId)),
        },
      });
    return { disturbed: { store, warehouse }, asleep, wake, reached: () => left <= 0 };
  }

  /** False where the driver was through before it fell asleep, or had not begun. */
  async function abandonedWhileAsleep(one: ReturnType<typeof sleeper>): Promise<boolean> {
    const driver = turn({ ...shop.contextOf(spec, one.disturbed), tickMs: 900_000 }, 'sleeper', true);
    await Promise.race([one.asleep, driver]);
    if ((await readCurrent(shop.store)) === undefined) {
      one.wake();
      await driver;
      return false;
    }
    shop.later(301_000);
    const runId = await ask('abandon');
    expect(await shop.execute(spec, 'other')).toMatchObject({ status: 'stopped', runId });
    expect(['success', 'idle']).toContain((await shop.execute(spec, 'next')).status);
    expect(await shop.live()).toEqual(undisturbed.after);
    // Of itself alone a run that was through may still tell how it ended.
    const kept = async (): Promise<unknown> =>
      (await shop.store.list('')).filter(({ key }) => !/^(run|details)\//.test(key) && key !== 'lock/run');
    const [before, statements] = [await kept(), shop.server.asynchronous.all.length];
    one.wake();
    expect(await driver).toMatchObject({ next: expect.stringMatching(/^(wait|done)$/) });
    expect(shop.server.asynchronous.all.length).toBe(statements);
    expect(await kept()).toEqual(before);
    expect(await shop.live()).toEqual(undisturbed.after);
    return true;
  }

  test('is written to by no driver that slept meanwhile, wherever it fell asleep', async () => {
    let slept = 0;
    for (let nth = 5, isReached = true; isReached; nth += 7) {
      await shop.close();
      shop = await begun();
      const one = sleeper(nth);
      slept += (await abandonedWhileAsleep(one)) ? 1 : 0;
      isReached = one.reached();
    }
    // How often outcomes are looked at depends on how soon statements end.
    expect(slept).toBeGreaterThan(4);
  });

  test('is remembered by no driver that slept over the success of a later one', async () => {
    expect(await abandonedWhileAsleep(sleeper(1, /^node\//))).toBe(true);
  });
});
