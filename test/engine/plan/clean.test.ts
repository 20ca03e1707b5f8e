import { makePlan, type PlanInput } from '../../../engine/plan';
import { inputAgain, table } from '../../support/planning';
import { small } from '../../support/small-project';

const world = small({
  sources: ['shop.orders', 'shop.items'],
  models: { runs: 'select * from @shop.orders', rests: 'select * from @shop.items' },
});

/** A second run, at 2026-01-02T03:04:05Z, in which `runs` is built and `rests` is unchanged. */
function drops(leftovers: readonly string[], options: Partial<PlanInput['options']> = {}): readonly string[] {
  const input = inputAgain(world, { tokens: { 'source.shop.shop.orders': 'token 2' } });
  const plan = makePlan({
    ...input,
    observed: {
      ...input.observed,
      catalog: [...input.observed.catalog, ...leftovers.map((name) => table(name))],
    },
    options: { ...input.options, keepDisplaced: undefined, ...options },
  });
  return plan.units.flatMap((unit) =>
    unit.steps.filter((step) => step.id.startsWith('drop SHOP')).map((step) => step.sql),
  );
}

test('displaced tables are dropped once they are older than the days to keep them', () => {
  const old = [
    'RESTS__20251230T030404_A',
    'RESTS__20251230T030406_A',
    'RUNS__20251230T030404_A',
    'RUNS__20260101T000000_A',
  ];
  expect(drops(old)).toEqual([
    'drop table if exists LAKEHOUSE.SHOP.RESTS__20251230T030404_A',
    'drop table if exists LAKEHOUSE.SHOP.RUNS__20251230T030404_A',
  ]);
});

test('at most so many are kept of each model, the one that this run displaces among them', () => {
  const names = ['RESTS', 'RUNS'].flatMap((name) => [
    `${name}__20260101T000000_A`,
    `${name}__20260101T000001_B`,
  ]);
  expect(drops(names, { keepDisplaced: 1 })).toEqual([
    'drop table if exists LAKEHOUSE.SHOP.RESTS__20260101T000000_A',
    'drop table if exists LAKEHOUSE.SHOP.RUNS__20260101T000001_B',
    'drop table if exists LAKEHOUSE.SHOP.RUNS__20260101T000000_A',
  ]);
});

test('candidates and arrived rows that nobody will replace are dropped', () => {
  expect(drops(['RESTS__CANDIDATE', 'RESTS__ARRIVED', 'RUNS__CANDIDATE'])).toEqual([
    'drop table if exists LAKEHOUSE.SHOP.RESTS__CANDIDATE',
    'drop table if exists LAKEHOUSE.SHOP.RESTS__ARRIVED',
  ]);
});

test('what belongs to no model of the project is left alone', () => {
  expect(drops(['SOMEBODY__20200101T000000_A', 'SOMEBODY__CANDIDATE', 'RESTS__COPY', 'RESTS__2020'])).toEqual(
    [],
  );
});

test('nothing is dropped by a run in which nothing runs', () => {
  const input = inputAgain(world);
  const catalog = [...input.observed.catalog, table('RESTS__CANDIDATE')];
  expect(makePlan({ ...input, observed: { ...input.observed, catalog } }).units).toEqual([]);
});
