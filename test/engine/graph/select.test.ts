import fc from 'fast-check';
import type { Manifest } from '../../../engine/artifacts/manifest';
import { buildGraph, select } from '../../../engine/graph';
import type { DataTest } from '../../../engine/project/types';
import { model, project } from './projects';

const notNull: DataTest = {
  ...model('not_null_orders_id', ['orders']),
  resourceType: 'test',
  uniqueId: 'test.shop.not_null_orders_id',
  generic: { name: 'not_null', arguments: {}, attachedTo: 'model.shop.orders', column: 'id' },
  config: {
    enabled: true,
    severity: 'error',
    errorIf: '!= 0',
    warnIf: '!= 0',
    where: undefined,
    limit: undefined,
    failCalc: 'count(*)',
    tags: [],
    meta: {},
  },
};

// raw → stg → orders → sales; raw → other
const shop = project(
  [
    model('raw', [], { path: 'models/bronze/raw.sql', fqn: ['shop', 'bronze', 'raw'] }),
    model('stg', ['raw'], {
      tags: ['silver'],
      path: 'models/silver/stg.sql',
      fqn: ['shop', 'silver', 'stg'],
    }),
    model('orders', ['stg'], { tags: ['gold', 'daily'] }),
    model('sales', ['orders', 'other'], { tags: ['gold'] }),
    model('other', ['raw'], { config: { ...model('x').config, materialized: 'view' } }),
  ],
  { tests: [notNull] },
);

const names = (expressions: string[], exclude: string[] = [], state?: Manifest): string[] =>
  [...select(buildGraph(shop), shop, expressions, exclude, state)].map((id) => id.split('.')[2] ?? '').sort();

test.each([
  [['orders'], ['not_null_orders_id', 'orders']],
  [['+orders'], ['not_null_orders_id', 'orders', 'raw', 'stg']],
  [['1+orders'], ['not_null_orders_id', 'orders', 'stg']],
  [['orders+'], ['not_null_orders_id', 'orders', 'sales']],
  [['raw+1'], ['other', 'raw', 'stg']],
  [['@stg'], ['not_null_orders_id', 'orders', 'other', 'raw', 'sales', 'stg']],
  [['tag:silver'], ['stg']],
  [['tag:gold,tag:daily'], ['not_null_orders_id', 'orders']],
  [['stg other'], ['other', 'stg']],
  [
    ['stg', 'other'],
    ['other', 'stg'],
  ],
  [['path:models/silver'], ['stg']],
  [['models/silver'], ['stg']],
  [['stg.sql'], ['stg']],
  [['gold.o*'], ['not_null_orders_id', 'orders', 'other']],
  [['config.materialized:view'], ['other']],
  [['test_name:not_null'], ['not_null_orders_id']],
  [['resource_type:test'], ['not_null_orders_id']],
])('%j selects %j', (expressions, expected) => {
  expect(names(expressions)).toEqual(expected);
});

test('no expression selects everything', () => {
  expect(names([])).toHaveLength(6);
});

test('what is excluded goes after what is selected', () => {
  expect(names(['+sales'], ['tag:silver'])).toEqual([
    'not_null_orders_id',
    'orders',
    'other',
    'raw',
    'sales',
  ]);
});

test.each([
  ['ordrs', 'LH404 "ordrs" selects nothing. Did you mean "orders"?'],
  ['tagg:gold', 'LH403 "tagg:gold": there is no selection method "tagg". Did you mean "tag"? Methods are'],
  ['@+orders', 'LH403 "@+orders" has both @ and +: use one of them.'],
  ['state:modified', 'LH403 state:modified compares with an earlier manifest: give one with --state.'],
  ['config:view', 'LH403 config needs a key, as in config.materialized:incremental.'],
])('%s is refused with what to do', (expression, message) => {
  expect(() => names([expression])).toThrow(message);
});

test('+x is x and all its ancestors, for any graph', () => {
  const dags = fc
    .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
    .map((rows) => rows.map((picks, index) => (index === 0 ? [] : picks.map((pick) => `m${pick % index}`))));
  fc.assert(
    fc.property(dags, fc.nat(), (rows, pick) => {
      const all = project(rows.map((needs, index) => model(`m${index}`, needs)));
      const graph = buildGraph(all);
      const ancestors = (id: string): string[] => [id, ...(graph.parents.get(id) ?? []).flatMap(ancestors)];
      const name = `m${pick % rows.length}`;
      const selected = [...select(graph, all, [`+${name}`])].sort();
      expect(selected).toEqual([...new Set(ancestors(`model.shop.${name}`))].sort());
    }),
  );
});
