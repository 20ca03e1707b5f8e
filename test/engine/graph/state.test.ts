import { manifest } from '../../../engine/artifacts/manifest';
import { makeCompiler } from '../../../engine/compile';
import { buildGraph, select } from '../../../engine/graph';
import { read, target } from '../../support/projects';

const before = {
  'macros/m.sql': `{% macro cents(c) %}{{ units(c) }} * 100{% endmacro %}
{% macro units(c) %}{{ c }}{% endmacro %}
{% macro unused() %}1{% endmacro %}`,
  'models/raw.yml': 'sources: [{ name: raw, tables: [{ name: orders }] }]\n',
  'models/a.sql': `select 1 as id from {{ source('raw', 'orders') }}`,
  'models/b.sql': `select {{ cents('id') }} as id from {{ ref('a') }}`,
  'models/b.yml': `models: [{ name: b, description: "The b.", columns: [{ name: id, data_tests: [unique] }] }]
unit_tests:
  - { name: u, model: b, given: [{ input: ref('a'), rows: [] }], expect: { rows: [] } }
`,
};
const state = (() => {
  const project = read(before);
  const compiler = makeCompiler(project, target());
  const invocation = { generatedAt: '2026-01-01T00:00:00Z', invocationId: 'x' };
  // As it is written and read again.
  return JSON.parse(JSON.stringify(manifest(project, buildGraph(project), compiler, target(), invocation)));
})();

function modified(change: { readonly [path: string]: string }, selector = 'state:modified'): string[] {
  const project = read({ ...before, ...change });
  return [...select(buildGraph(project), project, [selector], ['resource_type:test'], state)].sort();
}

const replaced = (path: keyof typeof before, from: string, to: string) => ({
  [path]: before[path].replace(from, to),
});

test('nothing is modified where nothing changed, nor by a description or white space', () => {
  expect(modified({})).toEqual([]);
  expect(modified(replaced('models/b.yml', 'The b.', 'The b, described anew.'))).toEqual([]);
  expect(modified(replaced('models/a.sql', ' from', '\n\nfrom'))).toEqual([]);
});

test.each<[string, { readonly [path: string]: string }, string[]]>([
  ['its text', replaced('models/a.sql', '1', '2'), ['model.shop.a']],
  [
    'its settings',
    { 'dbt_project.yml': 'name: shop\nmodels: { shop: { a: { +materialized: table } } }\n' },
    ['model.shop.a'],
  ],
  [
    'its schema',
    { 'dbt_project.yml': 'name: shop\nmodels: { shop: { a: { +schema: x } } }\n' },
    ['model.shop.a'],
  ],
  [
    'a macro that a macro of it calls',
    replaced('macros/m.sql', '{{ c }}{%', '{{ c }} + 0{%'),
    ['model.shop.b'],
  ],
  [
    'a source of another name',
    replaced('models/raw.yml', 'name: orders', 'name: orders, identifier: x'),
    ['source.shop.raw.orders'],
  ],
  [
    'other rows of a unit test',
    replaced('models/b.yml', 'expect: { rows: [] }', 'expect: { rows: [{ id: 1 }] }'),
    ['unit_test.shop.b.u'],
  ],
])('%s is a modification', (_what, change, expected) => {
  const units = modified(change).filter((id) => !id.startsWith('unit_test.') || expected.includes(id));
  expect(units).toEqual(expected);
});

test('a macro that nothing calls modifies nothing', () => {
  expect(modified(replaced('macros/m.sql', '1{% endmacro', '2{% endmacro'))).toEqual([]);
});

test('a node that was not there is new, and modified', () => {
  const added = { 'models/c.sql': 'select 1' };
  expect(modified(added, 'state:new')).toEqual(['model.shop.c']);
  expect(modified(added)).toEqual(['model.shop.c']);
});
