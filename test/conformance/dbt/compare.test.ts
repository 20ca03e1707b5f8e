import { compareManifests } from '../../../conformance/dbt/compare-manifest';
import { compareSql } from '../../../conformance/dbt/compare-sql';
import { firstDifference } from '../../../conformance/dbt/first-difference';
import type { ManifestFile, ManifestNode } from '../../../conformance/dbt/types';

const model = (name: string, facts: Partial<ManifestNode> = {}): ManifestNode => ({
  unique_id: `model.shop.${name}`,
  resource_type: 'model',
  original_file_path: `models/${name}.sql`,
  compiled_code: 'select 1',
  ...facts,
});

const manifest = (...nodes: readonly ManifestNode[]): ManifestFile => ({
  nodes: Object.fromEntries(nodes.map((node) => [node.unique_id, node])),
  sources: {},
  unit_tests: {},
  parent_map: {},
});

test('white space makes no difference, any word does', () => {
  const dbt = manifest(
    model('a', { compiled_code: 'select 1\n  from t\n' }),
    model('b', { compiled_code: 'select 2' }),
  );
  const ours = manifest(
    model('a', { compiled_code: ' select 1 from t' }),
    model('b', { compiled_code: 'select 3' }),
  );
  expect(compareSql(dbt, ours, 'full refresh')).toEqual([
    {
      name: 'model SQL, full refresh',
      equal: 1,
      differences: [{ id: 'model.shop.b', what: 'sql', dbt: 'select 2', ours: 'select 3' }],
    },
  ]);
});

test('a model that only dbt compiled is a difference', () => {
  const [check] = compareSql(manifest(model('a')), manifest(), 'incremental');
  expect(check?.differences).toEqual([
    { id: 'model.shop.a', what: 'sql', dbt: 'select 1', ours: '(not compiled)' },
  ]);
});

test('nodes that one side lacks and facts that differ are named', () => {
  const dbt = manifest(model('a', { relation_name: 'DB.S.a' }), model('b'));
  const ours = manifest(model('a', { relation_name: 'DB.S.A' }), model('c'));
  expect(compareManifests(dbt, ours)).toEqual({
    name: 'manifest',
    equal: 0,
    differences: [
      { id: 'model.shop.a', what: 'relation_name', dbt: '"DB.S.a"', ours: '"DB.S.A"' },
      { id: 'model.shop.b', what: 'node', dbt: 'there', ours: 'missing' },
      { id: 'model.shop.c', what: 'node', dbt: 'missing', ours: 'there' },
    ],
  });
});

test('the order of parents and tags is no difference', () => {
  const dbt = manifest(model('a', { tags: ['x', 'y'], depends_on: { nodes: ['p', 'q'] } }));
  const ours = manifest(model('a', { tags: ['y', 'x'], depends_on: { nodes: ['q', 'p'] } }));
  expect(compareManifests(dbt, ours)).toEqual({ name: 'manifest', equal: 1, differences: [] });
});

test('edges of the graph are compared', () => {
  const dbt = { ...manifest(), parent_map: { 'model.shop.a': ['source.shop.s.t'] } };
  expect(compareManifests(dbt, manifest()).differences).toEqual([
    { id: 'model.shop.a', what: 'parent_map', dbt: '["source.shop.s.t"]', ours: '[]' },
  ]);
});

test('a difference is shown by the words around the place where the texts part', () => {
  expect(firstDifference('a b c d e f', 'a b c x e f', 2)).toEqual({
    dbt: '… b c d e …',
    ours: '… b c x e …',
  });
  expect(firstDifference('a b', 'a b c', 5)).toEqual({ dbt: 'a b', ours: 'a b c' });
});
