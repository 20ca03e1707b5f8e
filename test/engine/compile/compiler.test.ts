import { compiled, mistakes } from '../../support/projects';

const shop = {
  'models/raw.yml': 'sources: [{ name: raw, tables: [{ name: orders }] }]\n',
  'models/orders.sql': `{{ config(materialized='incremental', unique_key='id') }}
select * from {{ source('raw', 'orders') }}{% if is_incremental() %} where id > (select max(id) from {{ this }}){% endif %}`,
  'models/sales.sql': `select * from {{ ref('orders') }}`,
  'models/sales.yml': 'models: [{ name: sales, columns: [{ name: id, data_tests: [not_null] }] }]\n',
};

test('relations are named as the engine stores them, and printed as dbt prints them', () => {
  const { compiler } = compiled(shop);
  const name = { database: 'LAKEHOUSE', schema: 'PUBLIC', name: 'SALES' };
  expect(compiler.relation('model.shop.sales')).toEqual(name);
  expect(compiler.relation('source.shop.raw.orders')).toEqual({ ...name, schema: 'RAW', name: 'ORDERS' });
  expect(compiler.select('model.shop.sales')).toBe('select * from LAKEHOUSE.PUBLIC.orders');
});

test('is_incremental answers what it is told', () => {
  const { compiler } = compiled(shop);
  expect(compiler.select('model.shop.orders')).toBe('\nselect * from LAKEHOUSE.raw.orders');
  expect(compiler.select('model.shop.orders', { incremental: true })).toBe(
    '\nselect * from LAKEHOUSE.raw.orders where id > (select max(id) from LAKEHOUSE.PUBLIC.orders)',
  );
});

test('a candidate stands in for the live relation, in ref, this and tests', () => {
  const { project, compiler } = compiled(shop);
  const relationOf = (id: string) => ({
    ...compiler.relation(id),
    name: `${compiler.relation(id).name}__CANDIDATE`,
  });
  const options = { incremental: true, relationOf };
  expect(compiler.select('model.shop.sales', options)).toBe(
    'select * from LAKEHOUSE.PUBLIC.ORDERS__CANDIDATE',
  );
  expect(compiler.select('model.shop.orders', options)).toContain('from LAKEHOUSE.PUBLIC.ORDERS__CANDIDATE)');
  const [test] = project.tests;
  expect(compiler.select(test?.uniqueId ?? '', options)).toContain('from LAKEHOUSE.PUBLIC.SALES__CANDIDATE');
  expect(compiler.select('model.shop.sales')).toBe('select * from LAKEHOUSE.PUBLIC.orders');
});

test('vars and macro results of a compilation go before the rest', () => {
  const { compiler } = compiled({
    'macros/m.sql': '{% macro rate() %}0.1{% endmacro %}',
    'models/a.sql': `select {{ rate() }}, '{{ var("x", "none") }}'`,
  });
  const options = { vars: { x: 'given' }, macroResults: { rate: '0.2' } };
  expect(compiler.select('model.shop.a', options)).toBe(`select 0.2, 'given'`);
  expect(compiler.select('model.shop.a')).toBe(`select 0.1, 'none'`);
});

const refusals: [string, { readonly [path: string]: string }, string][] = [
  [
    'a clock in a model',
    { 'models/a.sql': `-- current_date\nselect\n  Current_Date as at` },
    `LH212 models/a.sql:3:3 Model "a" calls the clock current_date: the same data would give another result tomorrow. Take the date from the data, or from a var: '{{ var("as_of") }}'.
  3 |   Current_Date as at
        ^`,
  ],
  [
    'a clock that a macro brings',
    { 'macros/m.sql': '{% macro today() %}sysdate(){% endmacro %}', 'models/a.sql': 'select {{ today() }}' },
    `LH212 models/a.sql Model "a" calls the clock sysdate: the same data would give another result tomorrow. Take the date from the data, or from a var: '{{ var("as_of") }}'.`,
  ],
  [
    'a ref that only shows at execution',
    {
      'models/b.sql': 'select 1',
      'models/a.sql': `select 1\n{% if execute %}from {{ ref('b') }}{% endif %}`,
    },
    `LH405 models/a.sql:2:25 ref('b') shows only when the model is executed, so no order can be made of it. Write "-- depends_on: {{ ref('b') }}" at the top of the file. (in model "a")
  2 | {% if execute %}from {{ ref('b') }}{% endif %}
                              ^`,
  ],
  [
    'a setting that is required and not set',
    { 'models/a.sql': `select {{ config.require('cluster_by') }}` },
    `LH308 models/a.sql:1:18 This needs the setting "cluster_by". Set it with config(…). (in model "a")
  1 | select {{ config.require('cluster_by') }}
                       ^`,
  ],
];

test.each(refusals)('refuses %s', (_what, texts, message) => {
  expect(mistakes(() => compiled(texts).compiler.select('model.shop.a'))).toBe(message);
});
