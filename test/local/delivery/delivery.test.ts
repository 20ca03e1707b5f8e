import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lake } from '../../../engine/landing/lake';
import type { StreamRecord, Undelivered } from '../../../engine/stream/port';
import { openDelivery, type Delivery, type DeliveryOptions } from '../../../local/delivery';
import { directoryLake } from '../../../local/lake/directory';
import { deliveredLines, deliveredObjects } from '../../support/delivered-lines';
import { streamContract } from '../../support/stream-contract';

const homes: string[] = [];
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));

interface Opened {
  readonly home: string;
  readonly lake: Lake;
  readonly spool: string;
  readonly kept: Undelivered[];
  readonly delivery: Delivery;
}

async function open(options: Partial<DeliveryOptions> = {}, home?: string): Promise<Opened> {
  const root = home ?? mkdtempSync(join(tmpdir(), 'lakehouse-'));
  homes.push(root);
  const lake = options.lake ?? directoryLake({ root: join(root, 'lake') });
  const spool = join(root, 'delivery');
  const kept: Undelivered[] = [];
  const keep = async (undelivered: readonly Undelivered[]): Promise<void> => void kept.push(...undelivered);
  const clock = (): Date => new Date();
  const delivery = await openDelivery({ clock, keep, ...options, lake, spool });
  return { home: root, lake, spool, kept, delivery };
}

/** A process that is no more: its id is above what Linux gives. */
const ended = { pid: 2 ** 22 + 1, startedAt: 1 };

const at = (time: string, ...lines: readonly string[]): StreamRecord[] =>
  lines.map((data) => ({ data, partitionKey: 'session', arrivedAt: new Date(`2026-01-02T${time}Z`) }));
const now = (...lines: readonly string[]): StreamRecord[] =>
  lines.map((data) => ({ data, partitionKey: 'session' }));

describe('local delivery', () => {
  streamContract(async () => {
    const { lake, delivery, kept, home } = await open();
    return {
      ...{ stream: delivery, kept },
      delivered: () => deliveredLines(lake),
      close: async () => rmSync(home, { recursive: true, force: true }),
    };
  });
});

test('writes keys as Firehose does, by the arrival of the oldest record', async () => {
  const { lake, delivery } = await open({ stream: 'shop-events' });
  await delivery.put([...at('03:59:58', 'a'), ...at('04:00:01', 'b')]);
  await delivery.close();
  const [object, ...others] = await deliveredObjects(lake);
  expect(others).toEqual([]);
  expect(object?.key).toMatch(
    /^bronze\/events\/dt=2026-01-02\/hour=03\/shop-events-1-2026-01-02-03-59-58-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json\.gz$/,
  );
  expect(object?.lines).toEqual(['a', 'b']);
});

test('a history lands when its oldest record is as old as the buffer may be, with that time as its own', async () => {
  const { lake, delivery } = await open({ bufferSeconds: 60 });
  await delivery.put([...at('10:00:00', 'a'), ...at('10:00:59.999', 'b'), ...at('10:01:00', 'c')]);
  await delivery.close();
  expect((await deliveredObjects(lake)).map(({ lines, modifiedAt }) => [modifiedAt, lines])).toEqual([
    ['2026-01-02T10:01:00.000Z', ['a', 'b']],
    ['2026-01-02T10:02:00.000Z', ['c']],
  ]);
});

test('a buffer that is full lands at the arrival of the record that filled it', async () => {
  const { lake, delivery } = await open({ bufferBytes: 8 });
  await delivery.put([...at('10:00:00', 'abc'), ...at('10:00:07', 'äb'), ...at('10:00:09', 'x')]);
  await delivery.close();
  expect((await deliveredObjects(lake)).map(({ lines, modifiedAt }) => [modifiedAt, lines])).toEqual([
    ['2026-01-02T10:00:07.000Z', ['abc', 'äb']],
    ['2026-01-02T10:15:09.000Z', ['x']],
  ]);
});

test('live records land on time though no other comes', async () => {
  let landed: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (landed = resolve));
  const { lake, delivery } = await open({ bufferSeconds: 0.05, onDelivered: () => landed() });
  await delivery.put(now('a'));
  await first;
  expect(await deliveredLines(lake)).toEqual(['a']);
  await delivery.close();
});

test('a live object was modified when it landed, whatever its records say', async () => {
  const { lake, delivery } = await open();
  const before = Date.now() - 1000;
  await delivery.put(now('a'));
  await delivery.close();
  const [object] = await deliveredObjects(lake);
  expect(Date.parse(object?.modifiedAt ?? '')).toBeGreaterThan(before);
});

test('the same history made again meets its own objects', async () => {
  const history = [...at('10:00:00', 'a', 'b'), ...at('12:00:00', 'c')];
  const first = await open();
  await first.delivery.put(history);
  await first.delivery.close();
  const results: string[] = [];
  const again = await open({ onDelivered: ({ result }) => results.push(result) }, first.home);
  await again.delivery.put(history.slice(0, 1));
  await again.delivery.put(history.slice(1));
  await again.delivery.close();
  expect(results).toEqual(['exists', 'exists']);
  expect(await deliveredLines(again.lake)).toEqual(['a', 'b', 'c']);
});

test('the same live lines twice are two objects', async () => {
  const clock = (): Date => new Date('2026-01-02T10:00:00Z');
  const { lake, delivery } = await open({ clock });
  for (const lines of [now('a'), now('a')]) {
    await delivery.put(lines);
    await delivery.flush();
  }
  await delivery.close();
  expect(await deliveredLines(lake)).toEqual(['a', 'a']);
});

describe('what a process leaves that ended without a word', () => {
  test('is in the lake when the next one has started', async () => {
    const { delivery, home, spool, lake } = await open({ writer: ended });
    await delivery.put(now('a'));
    await delivery.put(now('b'));
    expect(await deliveredLines(lake)).toEqual([]);
    await open({}, home);
    expect(await deliveredLines(lake)).toEqual(['a', 'b']);
    expect(readdirSync(spool)).toEqual([]);
  });

  test('is whole frames: one that was torn was never accepted', async () => {
    const { delivery, home, spool, lake } = await open({ writer: ended });
    await delivery.put(now('a'));
    await delivery.put(now('b'));
    const [name = ''] = readdirSync(spool);
    truncateSync(join(spool, name), statSync(join(spool, name)).size - 1);
    await open({}, home);
    expect(await deliveredLines(lake)).toEqual(['a']);
  });

  test('is left alone while its process runs', async () => {
    const { delivery, home, lake } = await open();
    await delivery.put(now('a'));
    await open({ writer: { pid: process.pid + 1, startedAt: 1 } }, home);
    expect(await deliveredLines(lake)).toEqual([]);
    await delivery.close();
    expect(await deliveredLines(lake)).toEqual(['a']);
  });

  test('is taken where a process of today has the same id', async () => {
    const { delivery, home, lake } = await open({ writer: { pid: process.pid, startedAt: 1 } });
    await delivery.put(now('a'));
    await open({}, home);
    expect(await deliveredLines(lake)).toEqual(['a']);
  });

  test('is not doubled where it had landed already', async () => {
    const { delivery, home, lake, spool } = await open({ writer: ended });
    await delivery.put(now('a'));
    // It lands, and the process ends before its write-ahead file goes.
    const [name = ''] = readdirSync(spool);
    copyFileSync(join(spool, name), join(home, name));
    await delivery.flush();
    expect(existsSync(join(spool, name))).toBe(false);
    copyFileSync(join(home, name), join(spool, name));
    await open({}, home);
    expect(await deliveredLines(lake)).toEqual(['a']);
  });
});

test('what the lake would not take is delivered by a later call', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const directory = directoryLake({ root: join(home, 'lake') });
  let broken = false;
  const lake: Lake = {
    ...directory,
    stage: (content) =>
      broken ? Promise.reject(new Error('no room on the disk')) : directory.stage(content),
  };
  const { delivery } = await open({ lake }, home);
  await delivery.put(now('a'));
  broken = true;
  await expect(delivery.flush()).rejects.toThrow('no room on the disk');
  broken = false;
  await delivery.put(now('b'));
  await delivery.close();
  expect((await deliveredLines(directory)).sort()).toEqual(['a', 'b']);
});
