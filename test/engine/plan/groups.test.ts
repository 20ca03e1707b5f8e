import { makePlan } from '../../../engine/plan';
import { catalogAfter, planInput } from '../../support/planning';
import { small, type Small } from '../../support/small-project';

const groups = (spec: Small) =>
  makePlan(planInput(small(spec)))
    .units.filter((unit) => unit.id !== 'setup')
    .map((unit) => ({
      publishes: unit.models.map(({ name }) => name),
      sources: unit.gates.map(({ source }) => source),
      tests: unit.tests.map(({ name }) => name),
      after: unit.after.filter((id) => id !== 'setup'),
    }));

test('each model is published by itself where no test ties it to another', () => {
  const spec = {
    models: { a: 'select 1 as x', b: 'select * from @a' },
    tests: { a_ok: 'select * from @a where x is null' },
  };
  expect(groups(spec)).toEqual([
    { publishes: ['a'], sources: [], tests: ['a_ok'], after: [] },
    { publishes: ['b'], sources: [], tests: [], after: ['model.shop.a'] },
  ]);
});

test('a test blocks the last model in the graph among those it refers to', () => {
  const spec = {
    models: { a: 'select 1 as x', b: 'select * from @a' },
    tests: { equal: 'select * from @a except select * from @b' },
  };
  expect(groups(spec).map(({ tests }) => tests)).toEqual([[], ['equal']]);
});

test('a test over models without an order between them publishes them together', () => {
  const spec = {
    models: { fact: 'select 1 as k', dim: 'select 1 as k' },
    tests: { related: 'select * from @fact where k not in (select k from @dim)' },
  };
  expect(groups(spec)).toEqual([{ publishes: ['dim', 'fact'], sources: [], tests: ['related'], after: [] }]);
});

test('groups that would wait for each other are one', () => {
  const spec = {
    models: {
      a: 'select 1 as x',
      between: 'select * from @a',
      b: 'select * from @between',
      c: 'select 1 as x',
    },
    tests: { a_and_c: 'select * from @a, @c', b_and_c: 'select * from @b, @c' },
  };
  expect(groups(spec).map(({ publishes }) => publishes)).toEqual([['a', 'between', 'b', 'c']]);
});

test('tests of a source alone stand before its readers', () => {
  const spec = {
    sources: ['shop.orders'],
    models: { a: 'select * from @shop.orders' },
    tests: { source_ok: 'select * from @shop.orders where id is null' },
  };
  expect(groups(spec)).toEqual([
    { publishes: [], sources: ['source.shop.shop.orders'], tests: ['source_ok'], after: [] },
    { publishes: ['a'], sources: [], tests: [], after: ['source.shop.shop.orders'] },
  ]);
});

test('a test over a source and a model blocks the model', () => {
  const spec = {
    sources: ['shop.orders', 'shop.other'],
    models: { a: 'select * from @shop.orders' },
    tests: { reconciles: 'select * from @a, @shop.other' },
  };
  expect(groups(spec)).toEqual([{ publishes: ['a'], sources: [], tests: ['reconciles'], after: [] }]);
});

test('a test of an ephemeral model blocks the models whose rows it reads', () => {
  const spec: Small = {
    models: {
      a: 'select 1 as x',
      e: { sql: 'select * from @a', materialized: 'ephemeral' },
      b: 'select * from @e',
    },
    tests: { e_ok: 'select * from @e' },
  };
  expect(groups(spec)).toEqual([
    { publishes: ['a'], sources: [], tests: ['e_ok'], after: [] },
    { publishes: ['b'], sources: [], tests: [], after: ['model.shop.a'] },
  ]);
});

test('a test that would compare with a descendant left out waits for a later run', () => {
  const world = small({
    models: { a: 'select 1 as x', b: 'select * from @a' },
    tests: { equal: 'select * from @a except select * from @b' },
  });
  const observed = { ...planInput(world).observed, catalog: catalogAfter(makePlan(planInput(world))) };
  const plan = makePlan(planInput(world, { selected: new Set(['model.shop.a']), observed }));
  expect(plan.deferredTests).toEqual([
    { test: 'test.shop.equal', reason: 'model.shop.b is not built in this run' },
  ]);
  expect(plan.units.flatMap((unit) => unit.tests)).toEqual([]);
});

test('a test that would compare with what was never built waits until it is, and then stands before it', () => {
  const world = small({
    models: { a: 'select 1 as x', b: 'select 1 as x' },
    tests: { equal: 'select * from @a except select * from @b' },
  });
  const only = (id: string) => makePlan(planInput(world, { selected: new Set([id]) }));
  expect(only('model.shop.a').deferredTests).toEqual([
    { test: 'test.shop.equal', reason: 'model.shop.b has never been built' },
  ]);
  const observed = { ...planInput(world).observed, catalog: catalogAfter(only('model.shop.a')) };
  const later = makePlan(planInput(world, { selected: new Set(['model.shop.b']), observed }));
  expect(later.deferredTests).toEqual([]);
  expect(later.units.flatMap((unit) => unit.tests)).toMatchObject([
    { test: 'test.shop.equal', blocks: ['model.shop.b'] },
  ]);
});

test('the order of a left-out model between two that run is kept', () => {
  const world = small({
    models: { a: 'select 1 as x', between: 'select * from @a', b: 'select * from @between' },
  });
  const plan = makePlan(planInput(world, { selected: new Set(['model.shop.a', 'model.shop.b']) }));
  expect(plan.units.find((unit) => unit.id === 'model.shop.b')?.after).toEqual(['setup', 'model.shop.a']);
});
