import { manifest, type Manifest } from '../../../engine/artifacts/manifest';
import { makeCompiler } from '../../../engine/compile';
import { buildGraph } from '../../../engine/graph';
import { readProject } from '../../../engine/project';
import { fixtureFiles, target } from '../../support/projects';

// Names and shapes as dbt-core 1.12.6 writes them: https://schemas.getdbt.com/dbt/manifest/v12.json
let written: Manifest;
beforeAll(async () => {
  const project = readProject(await fixtureFiles('shop'), target());
  const invocation = { generatedAt: '2026-01-01T00:00:00Z', invocationId: 'one' };
  written = manifest(project, buildGraph(project), makeCompiler(project, target()), target(), invocation);
});

test('it says what it is, and when it was made is given', () => {
  expect(written.metadata).toMatchObject({
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    generated_at: '2026-01-01T00:00:00Z',
    invocation_id: 'one',
    project_name: 'shop',
    adapter_type: 'snowflake',
  });
});

test('parents and children are maps of ids, each other read backwards', () => {
  expect(written.parent_map['model.shop.customers_in_use']).toEqual([
    'model.shop.stg_customers',
    'model.shop.stg_orders',
  ]);
  expect(written.parent_map['source.shop.raw.orders']).toEqual([]);
  const edges = (map: Manifest['parent_map']) =>
    Object.entries(map).flatMap(([id, others]) => others.map((o) => [id, o]));
  const backwards = edges(written.child_map).map(([parent, child]) => [child, parent]);
  expect(backwards.sort()).toEqual(edges(written.parent_map).sort());
});

test('a model has its settings and texts under the names that dbt gives them', () => {
  expect(written.nodes['model.shop.stg_orders']).toMatchObject({
    resource_type: 'model',
    package_name: 'shop',
    path: 'silver/stg_orders.sql',
    original_file_path: 'models/silver/stg_orders.sql',
    relation_name: 'LAKEHOUSE.SILVER.stg_orders',
    refs: [],
    sources: [['raw', 'orders']],
    meta: { owner: 'shop', grain: 'order_id' },
    config: {
      materialized: 'incremental',
      incremental_strategy: 'merge',
      unique_key: 'order_id',
      schema: 'SILVER',
    },
    columns: { amount: { name: 'amount', data_type: 'number(18, 2)', tags: ['money'] } },
  });
});

test('a generic test says what it was made from', () => {
  const id =
    'test.shop.relationships_orders_customer_identification_number__customer_id__source_raw_customers_.6d9d60b051';
  expect(written.nodes[id]).toMatchObject({
    alias: 'relationships_orders_3087092f7c9765d7f61b20f30ff9ca18',
    path: 'relationships_orders_3087092f7c9765d7f61b20f30ff9ca18.sql',
    column_name: 'customer_identification_number',
    attached_node: 'model.shop.orders',
    test_metadata: {
      name: 'relationships',
      kwargs: { to: "source('raw', 'customers')", field: 'customer_id' },
    },
  });
});

test('a macro names the macros that it calls', () => {
  expect(written.macros['macro.shop.is_incremental']).toMatchObject({
    depends_on: { macros: ['macro.dbt.is_incremental'] },
  });
  expect(written.macros['macro.shop.to_units']).toMatchObject({ depends_on: { macros: [] } });
});

test('a unit test has its rows, whichever way they were written', () => {
  expect(written.unit_tests['unit_test.shop.stg_orders.an_increment_takes_what_is_newer']).toMatchObject({
    model: 'stg_orders',
    expect: { rows: [{ order_id: 'new', currency: 'USD' }] },
    overrides: { macros: { is_incremental: true }, vars: { currency: 'USD' } },
  });
});
