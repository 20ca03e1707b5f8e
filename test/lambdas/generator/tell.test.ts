import { EventStream } from '../../../engine/generator/events';
import type { Store } from '../../../engine/run/store';
import { kinesisClient, kinesisStream } from '../../../engine/stream/kinesis';
import type { Undelivered } from '../../../engine/stream/port';
import { generatorSettings, type Tale } from '../../../lambdas/generator/settings';
import { tell, type TellOptions } from '../../../lambdas/generator/tell';
import { jsonLog } from '../../../lambdas/log';
import { memoryStore } from '../../support/memory-store';
import { standIn, type StandIn } from '../../support/stream-services';

const START = Date.parse('2026-01-05T12:02:00Z');
const MINUTE = 60_000;
const tale: Tale = { seed: 7, sessionsPerHour: null, trouble: { duplicates: 0.05, late: 0.1 } };

let service: StandIn;
const clients: { destroy(): void }[] = [];
beforeEach(async () => {
  service = await standIn('kinesis');
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await service.close();
});

/** An invocation at a time, over the real client. */
function invoke(store: Store, at: number, over: Partial<TellOptions> = {}) {
  const kept: Undelivered[] = [];
  const lines: string[] = [];
  const client = kinesisClient({
    endpoint: service.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
  });
  clients.push(client);
  const stream = kinesisStream({
    client,
    streamName: 'events',
    keep: async (undelivered) => void kept.push(...undelivered),
    sleep: async () => undefined,
    random: () => 0,
  });
  const log = jsonLog({ write: (line) => lines.push(line), now: () => new Date(at), fields: {} });
  const result = tell({
    ...{ tale, store, stream, log },
    now: () => new Date(at),
    remaining: () => 300_000,
    ...over,
  });
  return { result, kept, lines };
}

const taken = (): string[] => service.taken.splice(0).map((line) => line.replace(/\n$/, ''));
const idsOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /"event_id":"([^"]+)"/.exec(line)?.[1] ?? []);

test('tells in many invocations what it would have told in one, each line once', async () => {
  const store = memoryStore();
  let at = START;
  const results = [];
  for (const minutes of [0, 5, 1, 9, 60, 5]) {
    at += minutes * MINUTE;
    results.push(await invoke(store, at).result);
  }
  expect(results[0]?.from).toBe('2026-01-05T11:55:00.000Z');
  expect(results.map(({ until }) => until).at(-1)).toBe(new Date(at).toISOString());
  expect(results.every(({ caughtUp, kept }) => caughtUp && kept === 0)).toBe(true);
  const whole = new EventStream({
    shop: { seed: 7, opened: Date.parse('2026-01-05T11:55:00Z') },
    trouble: tale.trouble,
  });
  expect(taken()).toEqual([...whole.until(at)].map(({ text }) => text));
});

test('after a crash between sending and remembering, the same events are sent with the same ids', async () => {
  const store = memoryStore();
  await invoke(store, START).result;
  taken();
  const dying: Store = { ...store, put: () => Promise.reject(new Error('the process died')) };
  await expect(invoke(dying, START + 5 * MINUTE).result).rejects.toThrow('the process died');
  const first = taken();
  await invoke(store, START + 5 * MINUTE).result;
  const second = taken();
  expect(first.length).toBeGreaterThan(0);
  expect(second.slice(0, first.length)).toEqual(first);
});

test('of two invocations at once the later one stops, and says so', async () => {
  const store = memoryStore();
  await invoke(store, START).result;
  const overtaken: Store = { ...store, put: async () => undefined };
  const { result, lines } = invoke(overtaken, START + 30 * MINUTE);
  expect(await result).toMatchObject({ until: '2026-01-05T12:05:00.000Z', caughtUp: false });
  expect(lines.join('')).toContain('another invocation tells the same story: this one stops');
});

test('settings that changed begin a new tale, in minutes of which nothing was told: no id is given twice', async () => {
  const store = memoryStore();
  await invoke(store, START).result;
  await invoke(store, START + 58 * MINUTE).result;
  const before = idsOf(taken());
  const { result, lines } = invoke(store, START + 60 * MINUTE, { tale: { ...tale, sessionsPerHour: 400 } });
  expect(await result).toMatchObject({ from: '2026-01-05T13:05:00.000Z', lines: 0, caughtUp: true });
  expect(lines.join('')).toContain('"replaces":true');
  await invoke(store, START + 90 * MINUTE, { tale: { ...tale, sessionsPerHour: 400 } }).result;
  const after = idsOf(taken());
  expect(after.length).toBeGreaterThan(100);
  expect(after.filter((id) => before.includes(id))).toEqual([]);
});

test('goes on in the next invocation where time ran out', async () => {
  const store = memoryStore();
  await invoke(store, START).result;
  const short = await invoke(store, START + 60 * MINUTE, { remaining: () => 5000 }).result;
  expect(short).toMatchObject({ until: '2026-01-05T12:05:00.000Z', caughtUp: false });
  const long = await invoke(store, START + 60 * MINUTE).result;
  expect(long).toMatchObject({ from: '2026-01-05T12:05:00.000Z', caughtUp: true });
});

test('what is refused for a moment is sent again, alone', async () => {
  service.script.push({
    kind: 'refuse',
    places: [0, 2],
    code: 'ProvisionedThroughputExceededException',
  });
  const { result, kept } = invoke(memoryStore(), START);
  const { lines } = await result;
  expect(service.calls.map(({ records }) => records.length).slice(0, 2)).toEqual([
    service.calls[0]?.records.length,
    2,
  ]);
  expect(taken()).toHaveLength(lines);
  expect(kept).toEqual([]);
});

test('what no attempt delivers is kept, counted and said, and the story goes on', async () => {
  const store = memoryStore();
  const refusal = { kind: 'refuse', places: [0], code: 'InternalFailure' } as const;
  service.script.push(...Array.from({ length: 8 }, () => refusal));
  const { result, kept, lines } = invoke(store, START);
  expect(await result).toMatchObject({ kept: 1, caughtUp: true });
  expect(kept).toMatchObject([{ reason: { code: 'InternalFailure', attempts: 8 } }]);
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      level: 'WARN',
      message: 'records were not taken and are kept in the lake',
      records: 1,
      code: 'InternalFailure',
    }),
  );
});

describe('the environment', () => {
  const env = {
    STATE_TABLE: 'state',
    LAKEHOUSE_BUCKET: 'lake',
    STREAM_KIND: 'firehose',
    STREAM_NAME: 'events',
  };

  test('needs no more than where to', () => {
    expect(generatorSettings(env)).toEqual({
      stateTable: 'state',
      bucket: 'lake',
      stream: { kind: 'firehose', name: 'events' },
      tale: { seed: 1, sessionsPerHour: null, trouble: {} },
    });
  });

  test('is refused with all that is wrong in it', () => {
    const wrong = {
      ...env,
      LAKEHOUSE_BUCKET: '',
      STREAM_KIND: 'kafka',
      GENERATOR_SEED: '1.5',
      GENERATOR_SESSIONS_PER_HOUR: '0',
      GENERATOR_TROUBLE: '{"duplicats":0.1}',
    };
    expect(() => generatorSettings(wrong)).toThrow(
      [
        'LAKEHOUSE_BUCKET is not set',
        'STREAM_KIND is "kafka" and should be kinesis or firehose',
        'GENERATOR_SEED is "1.5" and should be a whole number from 0 on',
        'GENERATOR_SESSIONS_PER_HOUR is "0" and should be a number above 0',
        'GENERATOR_TROUBLE is "{\\"duplicats\\":0.1}" and should be JSON with shares from 0 to 1 of duplicates, late, outOfOrder, future, unknown, newFields, missing, malformed',
      ]
        .map((what) => `LH562 ${what}: the template sets it, deploy again.`)
        .join('\n'),
    );
  });
});
