import type { LiveState, RunDetails } from '../../../console/api';
import { paths } from '../../../console/api';
import { openConsole, type TestConsole } from '../../support/console';
import type { Small } from '../../support/small-project';

const spec: Small = {
  models: { one: 'select 1 as id', two: 'select * from @one', three: 'select * from @two' },
  tests: { one_is_one: 'select * from @one where id <> 1' },
};

interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** Server-sent events as they come. */
async function listen(to: TestConsole) {
  const ending = new AbortController();
  const response = await fetch(new URL(paths.live, to.url), { signal: ending.signal });
  const told: Told[] = [];
  const waiting: (() => void)[] = [];
  void (async () => {
    let text = '';
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece as Uint8Array).toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const { event, data } = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        ) as { event?: string; data?: string };
        text = text.slice(end + 2);
        if (event !== undefined) told.push({ event, data: JSON.parse(data ?? '') });
        for (const look of waiting) look();
      }
    }
  })().catch(() => undefined);
  return {
    told,
    type: response.headers.get('content-type'),
    until: (holds: (told: readonly Told[]) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => void (holds(told) && resolve());
        waiting.push(look);
        look();
      }),
    end: () => ending.abort(),
  };
}

const states = (told: readonly Told[]): LiveState[] =>
  told.flatMap(({ event, data }) => (event === 'state' ? [data as LiveState] : []));
const runs = (told: readonly Told[]): RunDetails[] =>
  told.flatMap(({ event, data }) => (event === 'run' ? [data as RunDetails] : []));

let arrived = 'nothing';
let asked = 0;
let mistake: string | undefined;
let open: TestConsole;

beforeEach(async () => {
  [arrived, asked, mistake] = ['nothing', 0, undefined];
  open = await openConsole(spec, () => ({
    inspection: {
      arrived: async () => {
        asked += 1;
        return arrived;
      },
      status: async () => ({ datasets: [], lag: [], rejected: [], quarantined: [] }),
      pending: async () => [],
      reconcile: async () => [],
    },
    mistake: () => mistake,
    now: () => new Date(),
  }));
});
afterEach(() => open.close());

test('whoever listens is told at once how things stand, and then of every change', async () => {
  const first = await listen(open);
  expect(first.type).toBe('text/event-stream');
  await first.until((told) => states(told).length === 1);
  arrived = 'a file';
  await first.until((told) => states(told).length === 2);
  expect(states(first.told).map((state) => state.arrived)).toEqual(['nothing', 'a file']);
  const second = await listen(open);
  await second.until((told) => states(told).length === 1);
  expect(states(second.told)).toEqual(states(first.told).slice(1));
  first.end();
  second.end();
});

test('a mistake in the project is told, and that it is mended', async () => {
  const listener = await listen(open);
  await listener.until((told) => states(told).length === 1);
  mistake = 'LH401 there is no such model';
  await listener.until((told) => states(told).length === 2);
  mistake = undefined;
  await listener.until((told) => states(told).length === 3);
  expect(states(listener.told).map((state) => state.mistake)).toEqual([
    undefined,
    'LH401 there is no such model',
    undefined,
  ]);
  listener.end();
});

test('a run that another process drives is followed from its journal to its end', async () => {
  const listener = await listen(open);
  await listener.until((told) => states(told).length === 1);
  // Each statement takes as long as it takes to be seen under way.
  const { warehouse } = open.shop;
  const slow: typeof warehouse = {
    traits: warehouse.traits,
    query: async (sql, options) => {
      if (/create .*(ONE|TWO|THREE)__CANDIDATE/is.test(sql)) {
        const name = /(ONE|TWO|THREE)__CANDIDATE/.exec(sql)?.[1]?.toLowerCase();
        const isRunning = (run: RunDetails): boolean =>
          run.nodes.some((node) => node.name === name && node.status === 'running');
        await listener.until((told) => runs(told).some(isRunning));
      }
      return warehouse.query(sql, options);
    },
    session: () => warehouse.session(),
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
  };
  const { runId } = await open.shop.build(spec, {}, slow);
  await listener.until((told) => runs(told).at(-1)?.status === 'success');
  const seen = runs(listener.told);
  expect(new Set(seen.map((run) => run.runId))).toEqual(new Set([runId]));
  const shapes = seen.map(({ nodes }) => nodes.map(({ name, status }) => `${name} ${status}`).join(', '));
  expect(shapes).toEqual(
    expect.arrayContaining([
      'one running, two waiting, three waiting',
      'one success, two running, three waiting',
      'one success, two success, three running',
      'one success, two success, three success',
    ]),
  );
  expect(seen.at(-1)?.criticalPath).toEqual(['model.shop.one', 'model.shop.two', 'model.shop.three']);
  await listener.until((told) => states(told).at(-1)?.runId === undefined && states(told).length > 1);
  listener.end();
});

test('nothing is asked while nobody listens', async () => {
  const listener = await listen(open);
  await listener.until((told) => states(told).length === 1);
  listener.end();
  // The look that was under way is the last one.
  const quiet = async (): Promise<boolean> => {
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    return asked === before;
  };
  expect(await quiet()).toBe(true);
});

test('a database that is away for a moment is asked again', async () => {
  const { store } = open.shop;
  const get = store.get.bind(store);
  let away = true;
  Object.assign(store, {
    get: async (key: string) => {
      if (away) throw new Error('gone for a moment');
      return get(key);
    },
  });
  const listener = await listen(open);
  while (open.defects.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(listener.told).toEqual([]);
  away = false;
  await listener.until((told) => states(told).length === 1);
  listener.end();
});
