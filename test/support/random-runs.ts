import fc from 'fast-check';
import { makePlan } from '../../engine/plan';
import { needed } from '../../engine/plan/needed';
import { inputAgain, planInput } from './planning';
import { small, type SmallModel } from './small-project';

/** Random projects, runs and failures. */
export const scenario = fc.record({
  models: fc.array(
    fc.record({
      parents: fc.array(fc.nat(30), { maxLength: 3 }),
      materialized: fc.constantFrom('table', 'view', 'incremental', 'incremental'),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  tests: fc.array(fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  trait: fc.constantFrom('clone', 'transaction'),
  again: fc.boolean(),
  threads: fc.integer({ min: 1, max: 4 }),
  failing: fc.array(fc.nat(200), { maxLength: 3 }),
});

export type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** A random project, planned for its first run or for a run after new rows came, on either kind of engine. */
export function planned(random: Scenario) {
  const names = random.models.map((_model, index) => `m${index}`);
  const models = Object.fromEntries(
    random.models.map(({ parents, materialized }, index): [string, SmallModel] => {
      const from = [...new Set(parents.map((parent) => parent % (index + 1)))].map((parent) =>
        parent === index ? '@shop.orders' : `@m${parent}`,
      );
      const sql = `select '${names[index] ?? ''}' as made_by from ${from.length > 0 ? from.join(', ') : '@shop.orders'}`;
      return [`m${index}`, { sql, incremental: sql, materialized, uniqueKey: ['id'] } as SmallModel];
    }),
  );
  const tests = Object.fromEntries(
    random.tests.map((refs, index) => [
      `t${index}`,
      `select * from ${[...new Set(refs.map((ref) => `@m${ref % names.length}`))].join(', ')}`,
    ]),
  );
  const world = small({ sources: ['shop.orders'], models, tests });
  const traits = { incrementalPublish: random.trait } as const;
  const columns = new Map(names.map((name) => [`model.shop.${name}`, [{ name: 'ID', type: 'VARCHAR' }]]));
  const tokens = { 'source.shop.shop.orders': 'token 2' };
  const input = random.again ? inputAgain(world, { traits, columns, tokens }) : planInput(world, { traits });
  const plan = makePlan(input);
  const relations = [
    ['LAKEHOUSE.BRONZE.ORDERS', { kind: 'table', content: 'orders' }] as const,
    ...input.observed.catalog
      .filter(({ schema }) => schema === 'SHOP')
      .map(
        ({ name, kind }) =>
          [
            `LAKEHOUSE.SHOP.${name}`,
            { kind: kind === 'view' ? 'view' : 'table', content: `old ${name}` },
          ] as const,
      ),
  ];
  const steps = plan.units.flatMap((unit) => {
    const live = Object.fromEntries(unit.models.map(({ model, liveKind }) => [model, liveKind]));
    return unit.steps.filter((step) => step.purpose !== 'clean' && needed(step, live));
  });
  const failing = new Set(random.failing.flatMap((nth) => steps[nth % 60]?.id ?? []));
  return { plan, relations, threads: random.threads, failing };
}

export type Planned = ReturnType<typeof planned>;
