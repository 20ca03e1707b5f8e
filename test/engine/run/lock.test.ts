import { build } from '../../../engine/run/build';
import { acquireLock, LEASE_MS, type LockOptions } from '../../../engine/run/lock';
import { memoryStore } from '../../support/memory-store';
import { openShop } from '../../support/shop';

const store = memoryStore();
let now = Date.parse('2026-01-02T03:04:05Z');
const clock = { now: () => new Date(now), every: () => () => undefined };

function asking(pid: number, changes: Partial<LockOptions> = {}): LockOptions {
  const holder = { pid, host: 'laptop', command: 'lakehouse build' };
  return { store, clock, holder, isAlive: () => true, ...changes };
}

beforeEach(() => store.clear(''));

test('a second run is told who holds the lock and since when', async () => {
  await acquireLock(asking(11));
  await expect(acquireLock(asking(22))).rejects.toThrow(
    'LH701 "lakehouse build" (process 11 on laptop) runs since 2026-01-02T03:04:05.000Z. Wait until it is done, or stop it.',
  );
});

test('of several that ask at once, one gets the lock', async () => {
  const asked = await Promise.allSettled([1, 2, 3].map((pid) => acquireLock(asking(pid))));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a released lock can be taken again, under a greater token', async () => {
  const first = await acquireLock(asking(11));
  await first.release();
  const second = await acquireLock(asking(22));
  expect([first.token, second.token]).toEqual([1, 2]);
  expect(second.recovered).toBeUndefined();
});

test('the lock of a process that is gone is taken over, and that is said', async () => {
  const dead = await acquireLock(asking(11));
  const lock = await acquireLock(asking(22, { isAlive: (pid) => pid !== 11 }));
  expect(lock.recovered).toBe('"lakehouse build" (process 11 on laptop) is gone; its lock was taken over.');
  expect(await dead.renew()).toBe(false);
  expect(await lock.renew()).toBe(true);
});

test('whether a process of another host is alive only its lease can tell', async () => {
  await acquireLock(asking(11));
  const elsewhere = { holder: { pid: 22, host: 'server', command: 'lakehouse run' }, isAlive: () => false };
  await expect(acquireLock(asking(22, elsewhere))).rejects.toThrow('LH701');
  now += LEASE_MS + 1;
  expect((await acquireLock(asking(22, elsewhere))).recovered).toBe(
    '"lakehouse build" (process 11 on laptop) has not been heard of since its lease ended; its lock was taken over.',
  );
});

test('a holder that renews keeps the lock beyond its first lease', async () => {
  const lock = await acquireLock(asking(11));
  now += LEASE_MS - 1;
  await Promise.all([lock.renew(), lock.renew()]);
  now += LEASE_MS - 1;
  await expect(acquireLock(asking(22))).rejects.toThrow('LH701');
});

test('releasing a lock that was taken over leaves it with its new owner', async () => {
  const former = await acquireLock(asking(11));
  await acquireLock(asking(22, { isAlive: () => false }));
  await former.release();
  await expect(acquireLock(asking(33))).rejects.toThrow('process 22');
});

test('a build under way refuses a second one, and frees the lock when it ends', async () => {
  const shop = await openShop();
  const spec = { models: { one: 'select 1 as x' } };
  const [first, second] = await Promise.allSettled([shop.build(spec), shop.build(spec)]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'LH701' } });
  expect((await shop.build(spec)).status).toBe('success');
  await shop.warehouse.close();
});

test('a run whose lock was taken over stops and says so', async () => {
  const shop = await openShop();
  let tick: () => void = () => undefined;
  const ticking = {
    ...shop.clock,
    every: (_ms: number, action: () => void) => ((tick = action), () => undefined),
  };
  const spec = { models: { one: 'select 1 as x', two: 'select * from @one' } };
  const workspace = { ...shop.workspace(spec), clock: ticking };
  const running = build(
    workspace,
    shop.options(spec, {
      onEvent: (event) => {
        if (event.type !== 'step-started' || event.step !== 'build one') return;
        void acquireLock({ ...asking(99), store: shop.store, isAlive: () => false }).then(() => tick());
      },
    }),
  );
  await expect(running).rejects.toThrow('LH702');
  await shop.warehouse.close();
});
