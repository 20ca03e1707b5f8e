import type { LakeObject } from '../../../engine/landing/lake';
import { watch } from '../../../local/watch';

const object = (key: string): LakeObject => ({ key, bytes: 1, modifiedAt: '2026-01-02T03:04:05.000Z' });

/** A lake whose content a test changes. */
function lakeOf(...keys: string[]) {
  return {
    land: (key: string) => keys.push(key),
    list: async function* () {
      for (const key of [...keys]) yield object(key);
    },
  };
}

test('a round runs at once, then one for whatever landed while it worked, however much', async () => {
  const lake = lakeOf('bronze/a');
  const stop = new AbortController();
  const rounds: number[] = [];
  const count = await watch({
    lake,
    intervalMs: 1,
    signal: stop.signal,
    round: async (fresh) => {
      rounds.push(fresh);
      if (rounds.length === 1) for (let file = 0; file < 500; file += 1) lake.land(`bronze/b/${file}`);
      else stop.abort();
      return true;
    },
  });
  expect(rounds).toEqual([1, 500]);
  expect(count).toBe(2);
});

test('nothing runs while nothing lands', async () => {
  const lake = lakeOf();
  const stop = new AbortController();
  let idle = 0;
  const rounds: number[] = [];
  await watch({
    lake,
    intervalMs: 1,
    signal: stop.signal,
    round: async (fresh) => rounds.push(fresh) > 0,
    onIdle: () => {
      idle += 1;
      if (idle === 1) setTimeout(() => lake.land('bronze/late'), 20);
      else stop.abort();
    },
  });
  expect({ rounds, idle }).toEqual({ rounds: [0, 1], idle: 2 });
});

test('a stop while it waits ends it at once', async () => {
  const stop = new AbortController();
  const started = watch({
    lake: lakeOf(),
    intervalMs: 3_600_000,
    signal: stop.signal,
    round: async () => true,
    onIdle: () => stop.abort(),
  });
  expect(await started).toBe(1);
});

test('a round that throws ends the watch with its error', async () => {
  const failing = watch({
    lake: lakeOf(),
    intervalMs: 1,
    signal: new AbortController().signal,
    round: () => Promise.reject(new Error('the owner is gone')),
  });
  await expect(failing).rejects.toThrow('the owner is gone');
});

test('a round that is not done is tried again though nothing lands, each time after twice the pause', async () => {
  const stop = new AbortController();
  const pauses: number[] = [];
  let idle = 0;
  const count = await watch({
    lake: lakeOf('bronze/a'),
    intervalMs: 1,
    signal: stop.signal,
    round: async () => pauses.length === 3,
    onRetry: (pause) => void pauses.push(pause),
    onIdle: () => {
      idle += 1;
      stop.abort();
    },
  });
  expect({ pauses, count, idle }).toEqual({ pauses: [1, 2, 4], count: 4, idle: 1 });
});

test('a stop while it waits for another try ends it at once', async () => {
  const stop = new AbortController();
  const count = await watch({
    lake: lakeOf(),
    intervalMs: 3_600_000,
    signal: stop.signal,
    round: async () => false,
    onRetry: () => stop.abort(),
  });
  expect(count).toBe(1);
});
