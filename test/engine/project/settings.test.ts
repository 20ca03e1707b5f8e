import type { Model } from '../../../engine/project';
import { read } from '../../support/projects';

const only = (models: readonly Model[]): Model => {
  const [model] = models;
  if (!model || models.length > 1) throw new Error('one model was expected');
  return model;
};

const dbtProject = `name: shop
vars:
  currency: EUR
  region: south
  shop: { currency: BRL }
models:
  +tags: [everything]
  shop:
    +meta: { owner: shop, tier: 3 }
    gold:
      +schema: GOLD
      +materialized: table
      orders:
        +tags: daily
        +meta: { tier: 1 }
`;

test('settings of folders, property files and the model itself are merged as dbt merges them', () => {
  const { models } = read({
    'dbt_project.yml': dbtProject,
    'models/gold/orders.sql': `{{ config(materialized='view', tags=['own']) }}select 1`,
    'models/gold/orders.yml': `models:
  - name: orders
    config: { materialized: incremental, tags: [described], meta: { grain: order } }
`,
  });
  const { config, tags, meta, schema } = only(models);
  expect(config.materialized).toBe('view');
  expect(tags).toEqual(['everything', 'daily', 'described', 'own']);
  expect(meta).toEqual({ owner: 'shop', tier: 1, grain: 'order' });
  expect(schema).toBe('PUBLIC_GOLD');
});

test("a variable is the target's, else the project's own, else the global one", () => {
  const texts = {
    'dbt_project.yml': dbtProject,
    'models/gold/orders.sql': `{{ config(alias=var('currency') ~ '_' ~ var('region') ~ '_' ~ var('none', 'x')) }}select 1`,
  };
  expect(only(read(texts).models).alias).toBe('BRL_south_x');
  expect(only(read(texts, { vars: { currency: 'USD' } }).models).alias).toBe('USD_south_x');
});

test("names of relations are made by the project's macros", () => {
  const { models } = read({
    'dbt_project.yml': 'name: shop\nmodels: { +schema: GOLD }\n',
    'macros/names.sql': `{% macro generate_schema_name(custom, node) %}
      {{ node.fqn[1] | upper }}_{{ custom or target.schema }}
    {% endmacro %}
    {% macro generate_alias_name(custom=none, node=none) -%}
      {{ node.name.split('__')[-1] }}
    {%- endmacro %}`,
    'models/gold/shop__orders.sql': 'select 1',
  });
  const { database, schema, alias } = only(models);
  expect({ database, schema, alias }).toEqual({
    database: 'LAKEHOUSE',
    schema: 'GOLD_GOLD',
    alias: 'orders',
  });
});

test('property files are rendered, for the target', () => {
  const [source] = read({
    'models/raw.yml': `sources:
  - name: raw
    database: "{{ target.database }}"
    tables: [{ name: orders, identifier: "{{ var('table', 'orders_v2') }}" }]
`,
  }).sources;
  expect([source?.database, source?.schema, source?.identifier]).toEqual(['LAKEHOUSE', 'raw', 'orders_v2']);
});

test('booleans of YAML are those of PyYAML', () => {
  const { models } = read({
    'models/orders.sql': 'select 1',
    'models/orders.yml':
      'models: [{ name: orders, config: { meta: { a: yes, b: off, c: y, d: n, e: "yes", f: 1e6, g: 2026-01-31 } } }]\n',
  });
  expect(only(models).meta).toEqual({
    a: true,
    b: false,
    c: 'y',
    d: 'n',
    e: 'yes',
    f: '1e6',
    g: '2026-01-31',
  });
});

test('anchors and merges are resolved', () => {
  const { models } = read({
    'models/a.sql': 'select 1',
    'models/a.yml': `anchors:
  - &base { materialized: table, tags: [x] }
models:
  - name: a
    config: { <<: *base, tags: [y] }
`,
  });
  expect(only(models).config.materialized).toBe('table');
  expect(only(models).tags).toEqual(['y']);
});

test('a source says how it lands', () => {
  const [orders, customers] = read({
    'models/raw.yml': `sources:
  - name: olist
    tables:
      - name: orders
        config: { meta: { lakehouse: { format: csv, files: ["orders*.csv"] } } }
      - name: customers
`,
  }).sources;
  expect(orders?.landing).toEqual({
    domain: 'olist',
    dataset: 'orders',
    format: 'csv',
    files: ['orders*.csv'],
  });
  expect(customers?.landing).toBeUndefined();
});

test('a source and a model say when that which they tell of happened', () => {
  const { sources, models } = read({
    'models/a.sql': 'select 1 as sold_at',
    'models/a.yml': `models: [{ name: a, config: { meta: { lakehouse: { event_time: sold_at } } } }]
sources:
  - name: shop
    tables:
      - name: sales
        config: { meta: { lakehouse: { format: csv, files: ["*.csv"], event_time: try_to_date(day) } } }
`,
  });
  expect(only(models).eventTime).toBe('sold_at');
  expect(sources[0]?.landing?.eventTime).toBe('try_to_date(day)');
});

test('what is switched off is not there, and its tests go with it', () => {
  const project = read({
    'models/a.sql': '{{ config(enabled=false) }}select 1 as id',
    'models/a.yml': 'models: [{ name: a, columns: [{ name: id, data_tests: [unique] }] }]\n',
  });
  expect([project.models, project.tests]).toEqual([[], []]);
});

test('a source that only an increment reads is a dependency', () => {
  const { models } = read({
    'models/raw.yml': 'sources: [{ name: raw, tables: [{ name: orders }] }]\n',
    'models/a.sql': `{{ config(materialized='incremental', unique_key='id') }}
select 1 as id {% if is_incremental() %}from {{ source('raw', 'orders') }}{% endif %}`,
  });
  expect(only(models).dependsOn.nodes).toEqual(['source.shop.raw.orders']);
});

test('descriptions insert docs blocks', () => {
  const { models } = read({
    'models/a.sql': 'select 1',
    'models/a.md': '{% docs grain %}\nOne row an order.\n{% enddocs %}',
    'models/a.yml': `models: [{ name: a, description: "Grain: {{ doc('grain') }}" }]\n`,
  });
  expect(only(models).description).toBe('Grain: One row an order.');
});

test('files beside the project are nothing of ours', () => {
  const project = read({ 'profiles.yml': 'x: [', 'notes/a.sql': '{{ nonsense', 'README.md': '{% docs a %}' });
  expect(project.models).toEqual([]);
});
