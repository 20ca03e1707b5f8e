import type { LandedSource } from '../../../engine/landing/setup';
import { lookFrequently } from '../../../engine/monitor/frequent';
import type { Project } from '../../../engine/project';
import { fail } from '../../../engine/errors';
import type { Json, Model } from '../../../engine/project/types';
import type { Lake, LakeObject } from '../../../engine/landing/lake';
import { recordIdle } from '../../../engine/run/idle';
import type { Result } from '../../../engine/warehouse/port';
import { memoryStore } from '../../support/memory-store';
import { source } from '../../support/sources';

const NOW = new Date('2026-01-05T12:00:00Z');
const ORDERS = source('shop', 'orders', ['id']) as LandedSource;
const EVENTS = source('events', 'events', [], { format: 'ndjson' }) as LandedSource;

const model = (name: string, tags: readonly string[], freshnessHours?: number): Model =>
  ({
    ...{ uniqueId: `model.lakehouse.${name}`, name, tags, freshnessHours, columns: [] },
    config: { enabled: true, materialized: 'table' },
  }) as unknown as Model;

const project = {
  sources: [ORDERS, EVENTS],
  models: [
    model('stg_orders', ['silver']),
    model('fct_orders', ['gold']),
    model('fct_slow', ['gold'], 100),
    model('fct_never', ['gold']),
  ],
} as unknown as Project;

const running = { executionState: 'RUNNING', pendingFileCount: 0 };

interface Given {
  readonly statuses?: { readonly [pipe: string]: object };
  readonly objects?: readonly LakeObject[];
  /** When the pipe of events was made. */
  readonly madeAt?: string;
  readonly query?: (sql: string) => Promise<Result>;
}

let store = memoryStore();
beforeEach(() => {
  store = memoryStore();
});

function look({ statuses = {}, objects = [], madeAt, query }: Given = {}) {
  const sent: string[] = [];
  const lake = {
    async *list(prefix: string) {
      for (const object of objects) if (object.key.startsWith(prefix)) yield object;
    },
  } as unknown as Lake;
  const answer = async (sql: string): Promise<Result> => {
    sent.push(sql);
    if (sql.startsWith('SHOW PIPES'))
      return {
        columns: ['created_on', 'name', 'schema_name'].map((name) => ({
          name,
          kind: 'TEXT',
          type: 'VARCHAR',
        })),
        rows: madeAt === undefined ? [] : [[madeAt, 'EVENTS_PIPE', 'BRONZE_EVENTS']],
      };
    const pipes = [...sql.matchAll(/SYSTEM\$PIPE_STATUS\('LAKEHOUSE\.([^']+)'\)/g)].map(
      ([, name = '']) => name,
    );
    const gone = pipes.find((name) => name in statuses && Object.keys(statuses[name] ?? {}).length === 0);
    if (gone !== undefined) fail('LH502', `002003 (02000): Pipe '${gone}' does not exist or not authorized.`);
    return { columns: [], rows: [pipes.map((name) => JSON.stringify(statuses[name] ?? running))] };
  };
  const findings = lookFrequently({
    ...{ project, store, lake, now: NOW, database: 'LAKEHOUSE', freshnessHours: 26 },
    query: query ?? answer,
  });
  return { findings, sent };
}

async function seen(given?: Given) {
  const { measurements, notes, troubles } = await look(given).findings;
  const values = (name: string) => measurements.find((one) => one.name === name)?.values;
  return { values, notes, troubles };
}

const object = (key: string, modifiedAt: string): LakeObject => ({ key, bytes: 1, modifiedAt });

describe('pipes', () => {
  test('are asked all at once, with nothing that needs a warehouse', async () => {
    const { findings, sent } = look();
    await findings;
    expect(sent).toEqual([
      "SELECT SYSTEM$PIPE_STATUS('LAKEHOUSE.BRONZE_SHOP.ORDERS_PIPE'), SYSTEM$PIPE_STATUS('LAKEHOUSE.BRONZE_EVENTS.EVENTS_PIPE')",
      'SHOW PIPES IN DATABASE LAKEHOUSE',
    ]);
  });

  test('that do not run count, and one that is not there does not hide the others', async () => {
    const { values, notes, troubles } = await seen({
      statuses: {
        'BRONZE_SHOP.ORDERS_PIPE': {},
        'BRONZE_EVENTS.EVENTS_PIPE': {
          executionState: 'STALLED_STAGE_PERMISSION_ERROR',
          error: 'Access Denied',
          pendingFileCount: 3,
          oldestFileTimestamp: '2026-01-05T11:30:00.000Z',
        },
      },
    });
    expect(values('PipesNotRunning')).toEqual([
      { of: 'BRONZE_SHOP.ORDERS_PIPE', value: 1 },
      { of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 1 },
    ]);
    expect(values('PipeLag')).toEqual([
      { of: 'BRONZE_SHOP.ORDERS_PIPE', value: 0 },
      { of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 1800 },
    ]);
    expect(values('PipePendingFiles')?.[1]).toEqual({ of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 3 });
    expect(notes).toEqual([
      'BRONZE_SHOP.ORDERS_PIPE is not there.',
      'BRONZE_EVENTS.EVENTS_PIPE is STALLED_STAGE_PERMISSION_ERROR: Access Denied.',
    ]);
    expect(troubles).toEqual([]);
  });

  test('that cannot be asked are trouble, and everything else is looked at all the same', async () => {
    const { values, troubles } = await seen({
      query: () => Promise.reject(new Error('Snowflake is not to be reached')),
    });
    expect(troubles.map(({ look: name }) => name)).toEqual(['pipes', 'notifications']);
    expect(values('PipesNotRunning')).toBeUndefined();
    expect(values('UndeliveredObjects')).toBeDefined();
    expect(values('RunSeconds')).toEqual([{ value: 0 }]);
  });
});

test('a file that is newer than the last notification of its pipe lags, others do not', async () => {
  const told = { ...running, lastForwardedMessageTimestamp: '2026-01-05T11:00:00.000Z' };
  const { values, notes } = await seen({
    statuses: { 'BRONZE_EVENTS.EVENTS_PIPE': told, 'BRONZE_SHOP.ORDERS_PIPE': told },
    objects: [
      object('bronze/events/dt=2026-01-05/hour=10/a.json.gz', '2026-01-05T10:59:00.000Z'),
      object('bronze/events/dt=2026-01-05/hour=11/b.json.gz', '2026-01-05T11:10:00.000Z'),
      object('bronze/events/dt=2026-01-05/hour=11/c.json.gz', '2026-01-05T11:40:00.000Z'),
      object('bronze/shop/orders/extracted_at=2026-01-04T00:00:00Z/a.csv', '2026-01-05T10:00:00.000Z'),
    ],
  });
  expect(values('NotificationLag')).toEqual([
    { of: 'BRONZE_SHOP.ORDERS_PIPE', value: 0 },
    { of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 3000 },
  ]);
  expect(notes).toEqual([
    'BRONZE_EVENTS.EVENTS_PIPE was not told of 2 files, the oldest being bronze/events/dt=2026-01-05/hour=11/b.json.gz.',
  ]);
});

test('a pipe that was replaced does not miss notifications of what is older than itself', async () => {
  const objects = [
    object('bronze/events/dt=2026-01-05/hour=10/a.json.gz', '2026-01-05T10:00:00.000Z'),
    object('bronze/events/dt=2026-01-05/hour=11/b.json.gz', '2026-01-05T11:50:00.000Z'),
  ];
  const lag = async (madeAt: string) => (await seen({ objects, madeAt })).values('NotificationLag')?.[1];
  expect(await lag('2026-01-05 11:00:00.000 +0000')).toEqual({ of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 600 });
  expect(await lag('2026-01-05 11:55:00.000 +0000')).toEqual({ of: 'BRONZE_EVENTS.EVENTS_PIPE', value: 0 });
});

test('what could not be delivered counts for a day', async () => {
  const { values } = await seen({
    objects: [
      object('errors/firehose/processing-failed/dt=2026-01-05/hour=11/a', '2026-01-05T11:00:00.000Z'),
      object('errors/stream/dt=2026-01-04/b.json', '2026-01-04T13:00:00.000Z'),
      object('errors/stream/dt=2026-01-04/c.json', '2026-01-04T11:00:00.000Z'),
    ],
  });
  expect(values('UndeliveredObjects')).toEqual([
    { of: 'firehose', value: 1 },
    { of: 'stream', value: 1 },
  ]);
});

describe('runs', () => {
  const record = (runId: string, over: { readonly [name: string]: Json } = {}): Promise<unknown> =>
    store.put(`run/${runId}`, {
      ...{ runId, kind: 'build', status: 'success', command: 'run' },
      ...{
        startedAt: '2026-01-05T10:00:00.000Z',
        endedAt: '2026-01-05T10:05:00.000Z',
        models: {},
        tests: {},
      },
      ...over,
    });
  const details = (runId: string, models: Json, tests: Json = []): Promise<unknown> =>
    store.put(`details/${runId}`, { models, tests });
  const node = (name: string, publishedAt: string): Promise<unknown> =>
    store.put(`node/model.lakehouse.${name}`, { node: `model.lakehouse.${name}`, publishedAt });

  test('before the first one there is no age', async () => {
    const { values } = await seen();
    expect(values('SecondsSinceRun')).toBeUndefined();
    expect(values('LastRunFailed')).toEqual([{ value: 0 }]);
  });

  test('the newest that ended says what failed, the one under way how long it has been', async () => {
    await record('20260105T100000_A', {
      status: 'error',
      models: { success: 3, error: 1, skipped: 2 },
      tests: { pass: 5, fail: 1, error: 1, warn: 2 },
    });
    await details(
      '20260105T100000_A',
      [
        {
          model: 'model.lakehouse.fct_orders',
          name: 'fct_orders',
          status: 'error',
          message: 'Division by zero',
        },
      ],
      [{ test: 't', name: 'unique_id', status: 'fail', message: '3 rows' }],
    );
    await record('20260105T114500_B', {
      status: 'running',
      startedAt: '2026-01-05T11:45:00.000Z',
      endedAt: null,
    });
    const { values, notes } = await seen();
    expect(values('LastRunFailed')).toEqual([{ value: 1 }]);
    expect(values('ModelsFailed')).toEqual([{ value: 3 }]);
    expect(values('TestsFailed')).toEqual([{ value: 2 }]);
    expect(values('TestsWarned')).toEqual([{ value: 2 }]);
    expect(values('RunSeconds')).toEqual([{ value: 900 }]);
    expect(values('SecondsSinceRun')).toEqual([{ value: 900 }]);
    expect(notes).toEqual([
      'Run 20260105T100000_A ended with error.',
      'fct_orders: Division by zero',
      'unique_id: 3 rows',
    ]);
  });

  test('a model is as old as the run that last published it or found it unchanged', async () => {
    for (const name of ['stg_orders', 'fct_orders', 'fct_slow']) await node(name, '2026-01-02T00:00:00.000Z');
    await record('20260104T200000_A', { startedAt: '2026-01-04T20:00:00.000Z' });
    await details('20260104T200000_A', [{ model: 'model.lakehouse.fct_orders', status: 'unchanged' }]);
    const { values, notes } = await seen();
    expect(values('ModelAge')).toEqual([
      { of: undefined, value: 84 * 3600 },
      { of: 'fct_orders', value: 16 * 3600 },
      { of: 'fct_slow', value: 84 * 3600 },
    ]);
    expect(values('ModelsStale')).toEqual([{ value: 1 }]);
    expect(notes).toEqual(['stg_orders was last confirmed at 2026-01-02T00:00:00.000Z, 26 h are allowed.']);
  });

  test('a look that had nothing to run confirms all that is published', async () => {
    await node('fct_orders', '2026-01-02T00:00:00.000Z');
    await recordIdle(store, new Date('2026-01-05T11:00:00Z'));
    const { values } = await seen();
    expect(values('ModelAge')).toEqual([{ of: 'fct_orders', value: 3600 }]);
    expect(values('SecondsSinceRun')).toEqual([{ value: 3600 }]);
  });

  test('what a run confirmed is known after its details are gone', async () => {
    await node('fct_orders', '2026-01-02T00:00:00.000Z');
    await record('20260104T200000_A', { startedAt: '2026-01-04T20:00:00.000Z' });
    await details('20260104T200000_A', [{ model: 'model.lakehouse.fct_orders', status: 'unchanged' }]);
    await seen();
    await store.clear('details/20260104T200000_A');
    await record('20260105T100000_B', { status: 'error' });
    await details('20260105T100000_B', [{ model: 'model.lakehouse.fct_orders', status: 'skipped' }]);
    expect((await seen()).values('ModelAge')).toEqual([{ of: 'fct_orders', value: 16 * 3600 }]);
  });
});
