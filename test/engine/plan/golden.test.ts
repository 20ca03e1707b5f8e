import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePlan, makeTestPlan, renderPlan, type Plan, type PlanInput } from '../../../engine/plan';
import { inputAgain, planInput, table } from '../../support/planning';
import { small, type Small } from '../../support/small-project';

const shop: Small = {
  sources: ['shop.orders'],
  models: {
    stage: { sql: 'select * from @shop.orders', clusterBy: ['id', 'to_date(at)'], transient: false },
    recent: { sql: 'select * from @stage', materialized: 'ephemeral' },
    facts: {
      sql: 'select id, amount from @recent',
      incremental: 'select id, amount from @recent where at > (select max(at) from @this)',
      materialized: 'incremental',
      uniqueKey: ['id'],
      onSchemaChange: 'append_new_columns',
    },
    dim: 'select distinct id from @stage',
    shown: { sql: 'select * from @facts', materialized: 'view' },
  },
  tests: {
    orders_have_ids: 'select * from @shop.orders where id is null',
    related: 'select id from @facts where id not in (select id from @dim)',
    few_large: {
      sql: 'select id from @shown where amount > 1000',
      severity: 'warn',
      warnIf: '> 5',
      limit: 50,
    },
  },
  unitTests: { facts_sum: { model: 'facts', sql: 'select 1 as difference where false' } },
};
const columns = new Map([
  [
    'model.shop.facts',
    [
      { name: 'ID', type: 'NUMBER(38,0)' },
      { name: 'AMOUNT', type: 'NUMBER(18,2)' },
    ],
  ],
]);
const again = (incrementalPublish: 'clone' | 'transaction'): PlanInput =>
  inputAgain(small(shop), {
    traits: { incrementalPublish },
    columns,
    tokens: { 'source.shop.shop.orders': 'token 2' },
  });

function withLeftovers(input: PlanInput): PlanInput {
  const left = [
    table('STAGE__20251231T000000_OLD'),
    table('STAGE__20260101T000000_OLD'),
    table('OTHER__20200101T000000_OLD'),
    table('SHOWN__CANDIDATE', 'view'),
  ];
  return { ...input, observed: { ...input.observed, catalog: [...input.observed.catalog, ...left] } };
}

const plans: { readonly [name: string]: () => Plan } = {
  'first-run': () => makePlan(planInput(small(shop))),
  'new-rows-transaction': () => makePlan(withLeftovers(again('transaction'))),
  'new-rows-clone': () => makePlan(again('clone')),
  'tests-alone': () => makeTestPlan(again('transaction')),
};

test.each(Object.keys(plans))('the plan %s is as it was', (name) => {
  const text = renderPlan(plans[name]?.() ?? fail());
  const file = join(__dirname, '../../golden/plan', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});

function fail(): never {
  throw new Error('no such plan');
}
