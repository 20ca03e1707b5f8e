import fc from 'fast-check';
import { run } from '../../../../engine/run';
import type { Store } from '../../../../engine/run';
import { readRunDetails, readUnfinished, recordStart } from '../../../../engine/run/records';
import { beginning, tick, type Progress, type Stop } from '../../../../engine/run/tick';
import type { RunRecord } from '../../../../engine/run';
import type { RunResult } from '../../../../engine/run/types';
import { memoryStore } from '../../../support/memory-store';
import { planned, scenario, type Planned, type Scenario } from '../../../support/random-runs';
import { ToyStatements } from '../../../support/toy-statements';
import { ToyWarehouse } from '../../../support/toy-warehouse';

const STARTED = '2026-01-02T03:04:05.000Z';

/** In the cloud nothing is published inside a transaction; a block fails as one. */
function inTheCloud(random: Scenario): Planned {
  const given = planned({ ...random, trait: 'clone' });
  const publishing = given.plan.units.flatMap((unit) =>
    unit.steps.filter(({ purpose }) => purpose === 'publish').map(({ id }) => id),
  );
  return { ...given, failing: new Set([...given.failing].filter((id) => !publishing.includes(id))) };
}

/**
 * What does not depend on the order: no times, failures of one group told alike whichever came first, and not which
 * audits were reached before one.
 */
function told(
  { models, tests, status }: Pick<RunResult, 'models' | 'tests'> & { readonly status: string },
  failing: ReadonlySet<string>,
) {
  return {
    status,
    models: models.map(({ model, status: of }) => [
      model,
      failing.size > 1 && of === 'skipped' ? 'error' : of,
    ]),
    tests: tests.map(({ test, failures }) => [test, failing.size > 0 ? undefined : failures]),
  };
}

async function byLoop({ plan, relations, threads, failing }: Planned) {
  const warehouse = new ToyStatements(new ToyWarehouse(relations), failing);
  const clock = { now: () => new Date(STARTED), every: () => () => undefined };
  const onEvent = (): void => undefined;
  const result = await run({
    ...{ plan, warehouse, store: memoryStore(), clock, threads, onEvent },
    ...{ command: 'lakehouse build', database: 'LAKEHOUSE' },
  });
  return { told: told(result, failing), published: warehouse.toy.published() };
}

class Crash extends Error {}

interface Disturbance {
  readonly choose: (below: number) => number;
  /** Crashes that are left: at a write of the store or at a submission, before or after it is done. */
  crashes: number;
}

function crashing(store: Store, warehouse: ToyStatements, disturbance: Disturbance) {
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    const fate = disturbance.crashes > 0 ? disturbance.choose(14) : 2;
    if (fate < 2) disturbance.crashes -= 1;
    if (fate === 0) throw new Crash();
    const done = await work();
    if (fate === 1) throw new Crash();
    return done;
  };
  const { statements } = warehouse;
  const disturbed: Store = {
    ...store,
    put: (...put) => around(() => store.put(...put)),
    clear: (prefix) => around(() => store.clear(prefix)),
  };
  const over = Object.assign(Object.create(warehouse) as ToyStatements, {
    statements: {
      ...statements,
      submit: (...given: Parameters<typeof statements.submit>) => around(() => statements.submit(...given)),
    },
  });
  return { store: disturbed, warehouse: over };
}

interface Asked {
  /** Ticks before a person asks for an end, and for which. */
  readonly after: number;
  readonly stop: Stop;
}

/** Ticks until the run is over, by drivers that crash, are slow and remember or do not. */
async function byTicks(
  given: Planned,
  choices: Iterator<number>,
  crashes: number,
  drivers: number,
  asked?: Asked,
) {
  const { plan, relations, threads, failing } = given;
  const choose = (below: number): number => ((choices.next().value as number | undefined) ?? 0) % below;
  const warehouse = new ToyStatements(new ToyWarehouse(relations), failing);
  const store = memoryStore();
  await recordStart(store, plan, 'lakehouse build', STARTED);
  const disturbance = { choose, crashes };
  let time = Date.parse(STARTED);
  let requests = 0;
  let ticks = 0;

  const drive = async (): Promise<void> => {
    const fresh = beginning(plan, threads, STARTED, 'lakehouse build');
    let progress: Progress = fresh;
    while (await readUnfinished(store)) {
      const disturbed = crashing(store, warehouse, disturbance);
      try {
        ticks += 1;
        const ticked = await tick(progress, {
          ...disturbed,
          stop: asked && ticks > asked.after ? asked.stop : undefined,
          now: () => new Date(time),
          sleep: async (ms) => {
            // Another driver may have its turn, a statement may end, a process may sleep long.
            time += choose(40) === 0 ? 250_000 : ms;
            for (let turns = choose(4); turns > 0; turns -= 1) await Promise.resolve();
            if (choose(2) === 0) warehouse.complete(choose(8));
          },
          requestId: () => `00000000-0000-0000-0000-${String((requests += 1)).padStart(12, '0')}`,
          ...{ database: 'LAKEHOUSE', onEvent: () => undefined, budgetMs: 1_000 + choose(3_000) },
        });
        if (ticked.status === 'waiting') {
          time += ticked.seconds * 1_000;
          warehouse.complete(choose(8));
          progress = choose(3) === 0 ? fresh : ticked.progress;
        }
        if (ticked.status === 'overtaken') progress = fresh;
      } catch (error: unknown) {
        if (!(error instanceof Crash)) throw error;
        progress = fresh;
        time += choose(3) * 120_000;
      }
    }
  };
  await Promise.all(Array.from({ length: drivers }, drive));
  const details = await readRunDetails(store, plan.runId);
  const record = (await store.get(`run/${plan.runId}`))?.body as unknown as RunRecord;
  if (!details) throw new Error('the run has no details');
  const result = { ...details, status: record.status };
  expect(warehouse.running).toEqual([]);
  expect(warehouse.twice).toEqual([]);
  return { told: told(result, failing), published: warehouse.toy.published(), warehouse, store };
}

const choices = fc.infiniteStream(fc.nat(1_000));

test('ticks publish what the loop publishes, and tell the same of it', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, choices, async (random, order) => {
      const given = inTheCloud(random);
      const [loop, ticks] = [await byLoop(given), await byTicks(given, order, 0, 1)];
      expect(ticks.published).toEqual(loop.published);
      expect(ticks.told).toEqual(loop.told);
    }),
    { numRuns: 60 },
  );
});

test('drivers that die at writes and submissions change nothing, and no step is under way twice', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, choices, fc.integer({ min: 1, max: 6 }), async (random, order, crashes) => {
      const given = inTheCloud(random);
      const [loop, ticks] = [await byLoop(given), await byTicks(given, order, crashes, 1)];
      expect(ticks.published).toEqual(loop.published);
      expect(ticks.told).toEqual(loop.told);
    }),
    { numRuns: 120 },
  );
});

test('two drivers at once, which no lock keeps apart, do the work of one', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, choices, fc.integer({ min: 0, max: 3 }), async (random, order, crashes) => {
      const given = inTheCloud(random);
      const [loop, ticks] = [await byLoop(given), await byTicks(given, order, crashes, 2)];
      expect(ticks.published).toEqual(loop.published);
      expect(ticks.told).toEqual(loop.told);
    }),
    { numRuns: 60 },
  );
});

test('a run that is stopped publishes whole groups or nothing of them, and leaves nothing under way', async () => {
  const asking = fc.record({ after: fc.nat(12), stop: fc.record({ cancels: fc.boolean() }) });
  await fc.assert(
    fc.asyncProperty(scenario, choices, fc.nat(3), asking, async (random, order, crashes, asked) => {
      const given = inTheCloud({ ...random, failing: [] });
      const [loop, ticks] = [await byLoop(given), await byTicks(given, order, crashes, 1, asked)];
      const before = new ToyWarehouse(given.relations).published();
      for (const unit of given.plan.units) {
        const names = unit.models.map(({ live }) => `${live.database}.${live.schema}.${live.name}`);
        const of = (tables: { readonly [name: string]: string }) => names.map((name) => tables[name]);
        expect([of(before), of(loop.published)]).toContainEqual(of(ticks.published));
      }
      expect(['stopped', 'success']).toContain(ticks.told.status);
    }),
    { numRuns: 120 },
  );
});

test('a finished run is nobody’s: its journal stays, so that no driver that slept begins it again', async () => {
  const given = inTheCloud({
    models: [{ parents: [0], materialized: 'table' }],
    tests: [],
    trait: 'clone',
    again: false,
    threads: 2,
    failing: [],
  });
  const { store } = await byTicks(given, [][Symbol.iterator](), 0, 1);
  const spaces = (await store.list('')).map(({ key }) => key.split('/')[0]);
  expect([...new Set(spaces)]).toEqual(['current', 'details', 'journal', 'node', 'plan', 'run']);
  expect(await readUnfinished(store)).toBeUndefined();
});
