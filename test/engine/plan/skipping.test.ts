import { makePlan, type Plan } from '../../../engine/plan';
import { planAgain, planInput } from '../../support/planning';
import { small, type Small } from '../../support/small-project';

const reasons = (plan: Plan) =>
  Object.fromEntries(
    plan.units.flatMap((unit) => unit.models.map(({ name, mode, reason }) => [name, `${mode}: ${reason}`])),
  );

const shop: Small = {
  sources: ['shop.orders', 'shop.items'],
  models: {
    stage: 'select * from @shop.orders',
    gold: {
      sql: 'select * from @stage',
      materialized: 'incremental',
      incremental: 'select * from @stage where new',
    },
    other: 'select * from @shop.items',
    shown: { sql: 'select * from @other', materialized: 'view' },
  },
  tests: {
    stage_ok: 'select * from @stage where x is null',
    orders_ok: 'select * from @shop.orders where x is null',
  },
};
const columns = new Map([['model.shop.gold', [{ name: 'X', type: 'NUMBER(38,0)' }]]]);

test('a first run builds everything', () => {
  const why = 'full: it has never been built by a run';
  expect(reasons(makePlan(planInput(small(shop))))).toEqual({
    stage: why,
    gold: why,
    other: why,
    shown: why,
  });
});

test('nothing changed, nothing runs: not even a schema is created', () => {
  const plan = planAgain(small(shop));
  expect(plan.units).toEqual([]);
  expect(plan.unchanged.map(({ model, reason }) => `${model} ${reason}`).sort()).toEqual([
    'model.shop.gold unchanged since 2026-01-01T00:00:00.000Z',
    'model.shop.other unchanged since 2026-01-01T00:00:00.000Z',
    'model.shop.shown unchanged since 2026-01-01T00:00:00.000Z',
    'model.shop.stage unchanged since 2026-01-01T00:00:00.000Z',
  ]);
});

test('new rows of a source run what descends from it and nothing else', () => {
  const tokens = { 'source.shop.shop.orders': 'token 2' };
  const plan = planAgain(small(shop), { tokens, columns });
  expect(reasons(plan)).toEqual({
    stage: 'full: shop.orders has new rows',
    gold: 'incremental: stage is built',
  });
  expect(
    plan.units.filter((unit) => unit.gates.length > 0).map((unit) => unit.tests.map(({ name }) => name)),
  ).toEqual([['orders_ok']]);
});

test('a changed SQL of an incremental model builds it anew', () => {
  const changed = small({
    ...shop,
    models: { ...shop.models, gold: { sql: 'select 1 from @stage', materialized: 'incremental' } },
  });
  expect(reasons(planAgain(changed, {}, small(shop)))).toEqual({ gold: 'full: its SQL changed' });
});

test('a changed test audits the live table and builds nothing', () => {
  const changed = small({
    ...shop,
    tests: { ...shop.tests, stage_ok: 'select * from @stage where y is null' },
  });
  const plan = planAgain(changed, {}, small(shop));
  expect(reasons(plan)).toEqual({ stage: 'audit: its tests changed' });
  expect(plan.units.flatMap((unit) => unit.steps.map((step) => step.id))).toEqual(['test stage_ok']);
  expect(plan.units.flatMap((unit) => unit.steps.map((step) => step.sql)).join()).toContain(
    'from LAKEHOUSE.SHOP.STAGE where',
  );
});

test('a model whose table was dropped is built again, and its children after it', () => {
  const plan = planAgain(small(shop), { missing: ['STAGE'], columns });
  expect(reasons(plan)).toEqual({
    stage: 'full: its relation is missing',
    gold: 'incremental: stage is built',
  });
});

test('full refresh builds selected models anew, but not one that forbids it', () => {
  const guarded = small({
    ...shop,
    models: { ...shop.models, gold: { sql: 'select * from @stage', fullRefresh: false } },
  });
  const plan = planAgain(guarded, { fullRefresh: true });
  expect(reasons(plan)).toMatchObject({ stage: 'full: full refresh', gold: 'full: stage is built' });
});

test('a view that became a table is built anew', () => {
  const changed = small({ ...shop, models: { ...shop.models, shown: 'select * from @other' } });
  expect(reasons(planAgain(changed, {}, small(shop)))).toEqual({
    shown: 'full: a view stands under its name',
  });
});

test('descriptions and the order of the selection change nothing', () => {
  const world = small(shop);
  const selected = new Set([...world.all].reverse());
  expect(planAgain(world, { selected }).units).toEqual([]);
});

test('models that are not selected are named as left out', () => {
  const plan = makePlan(planInput(small(shop), { selected: new Set(['model.shop.stage']) }));
  expect(Object.keys(reasons(plan))).toEqual(['stage']);
  expect(plan.excluded.map(({ model }) => model).sort()).toEqual([
    'model.shop.gold',
    'model.shop.other',
    'model.shop.shown',
  ]);
});
