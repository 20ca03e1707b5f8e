import { lookAtCredits } from '../../../engine/monitor/credits';
import { lookAtQuarantine } from '../../../engine/monitor/quarantine';
import { alone } from '../../../engine/monitor/lease';
import type { Project } from '../../../engine/project';
import { readProject, readProjectFiles } from '../../../engine/project';
import type { Cell, Session } from '../../../engine/warehouse/port';
import { memoryStore } from '../../support/memory-store';
import { target } from '../../support/projects';

const project = {
  models: [
    { uniqueId: 'model.a__quarantine', name: 'a__quarantine' },
    { uniqueId: 'model.b__quarantine', name: 'b__quarantine' },
    { uniqueId: 'model.never__quarantine', name: 'never__quarantine' },
    { uniqueId: 'model.orders', name: 'orders' },
  ],
} as unknown as Project;

let store = memoryStore();
beforeEach(() => {
  store = memoryStore();
});

const node = (name: string, version: string): Promise<unknown> =>
  store.put(`node/model.${name}`, { node: `model.${name}`, version, publishedAt: '2026-01-01' });

/** Answers with a number per relation. */
function session(counts: { readonly [relation: string]: number }) {
  const sent: string[] = [];
  const asked: Session = {
    query: async (sql) => {
      sent.push(sql);
      const [, name = ''] = /FROM DB\.SILVER\.(\w+)/.exec(sql) ?? [];
      return { columns: [], rows: [[counts[name] ?? 0]] };
    },
    close: async () => undefined,
  };
  return { asked, sent };
}

async function look(counts: { readonly [relation: string]: number }, remember = true) {
  const { asked, sent } = session(counts);
  const found = await lookAtQuarantine({
    ...{ session: asked, project, store },
    relationOf: (id) => ({ database: 'DB', schema: 'SILVER', name: id.slice('model.'.length).toUpperCase() }),
  });
  if (remember) await found.remember();
  const [unresolved, added] = found.measurements.map(({ values }) => values);
  return { unresolved, added, sent };
}

test('counts rows that nobody resolved, of models that a run has published', async () => {
  await node('a__quarantine', '1');
  const { unresolved, added, sent } = await look({ A__QUARANTINE: 7 });
  expect(sent).toEqual(['SELECT COUNT(*) FROM DB.SILVER.A__QUARANTINE WHERE NOT RESOLVED']);
  expect(unresolved).toEqual([{ of: 'a__quarantine', value: 7 }]);
  expect(added).toEqual([{ of: 'a__quarantine', value: 0 }]);
});

test('counts again only what a run changed, and says by how much it grew', async () => {
  await node('a__quarantine', '1');
  await node('b__quarantine', '1');
  await look({ A__QUARANTINE: 7, B__QUARANTINE: 5 });
  await node('b__quarantine', '2');
  const { unresolved, added, sent } = await look({ A__QUARANTINE: 99, B__QUARANTINE: 8 });
  expect(sent).toEqual(['SELECT COUNT(*) FROM DB.SILVER.B__QUARANTINE WHERE NOT RESOLVED']);
  expect(unresolved?.map(({ value }) => value)).toEqual([7, 8]);
  expect(added?.map(({ value }) => value)).toEqual([0, 3]);
});

test('growth that was not told is told by the next tick', async () => {
  await node('a__quarantine', '1');
  await look({ A__QUARANTINE: 7 });
  await node('a__quarantine', '2');
  expect((await look({ A__QUARANTINE: 9 }, false)).added).toEqual([{ of: 'a__quarantine', value: 2 }]);
  expect((await look({ A__QUARANTINE: 9 })).added).toEqual([{ of: 'a__quarantine', value: 2 }]);
});

test('every quarantine of the project has the column that is counted', async () => {
  const { models } = readProject(await readProjectFiles('sql'), target());
  const quarantines = models.filter(({ name }) => name.endsWith('__quarantine'));
  expect(quarantines.length).toBeGreaterThan(10);
  const without = quarantines.filter(({ columns }) => !columns.some(({ name }) => name === 'resolved'));
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('credits are those of 24 whole hours that are old enough to be metered, of this environment alone', async () => {
  const asked: { sql: string; binds: readonly Cell[] }[] = [];
  const found = await lookAtCredits({
    session: {
      query: async (sql, options) => {
        asked.push({ sql, binds: options?.binds ?? [] });
        return {
          columns: [],
          rows: [
            ['W_TRANSFORM', '1.25'],
            ['PIPE', 0.5],
          ],
        };
      },
      close: async () => undefined,
    },
    database: 'LAKEHOUSE_DEV',
    warehouses: ['W_TRANSFORM', 'W_READ'],
    now: new Date('2026-01-05T12:34:56Z'),
  });
  expect(found.measurements).toEqual([
    {
      name: 'CreditsLastDay',
      values: [
        { of: 'W_TRANSFORM', value: 1.25 },
        { of: 'W_READ', value: 0 },
        { of: 'PIPE', value: 0.5 },
      ],
    },
  ]);
  const span = ['2026-01-04 09:00:00.000', '2026-01-05 09:00:00.000'];
  expect(asked[0]?.binds).toEqual([...span, 'W_TRANSFORM', 'W_READ', ...span, 'LAKEHOUSE_DEV']);
});

describe('alone', () => {
  let time = Date.parse('2026-01-05T12:00:00Z');
  const now = (): Date => new Date(time);
  const work = (): Promise<string> => Promise.resolve('done');

  test('nothing is done while another is at it', async () => {
    const inner = await alone(store, 'k', 60, now, () => alone(store, 'k', 60, now, work));
    expect(inner).toBeUndefined();
    expect(await alone(store, 'k', 60, now, work)).toBe('done');
  });

  test('work that failed stands in nobody’s way, and one who died only as long as the lease', async () => {
    await expect(alone(store, 'k', 60, now, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await alone(store, 'k', 60, now, work)).toBe('done');
    void alone(store, 'k', 60, now, () => new Promise(() => undefined));
    await new Promise((done) => setImmediate(done));
    expect(await alone(store, 'k', 60, now, work)).toBeUndefined();
    time += 61_000;
    expect(await alone(store, 'k', 60, now, work)).toBe('done');
  });
});
