import { grainOf, placeOf } from '../../../console/read/places';
import { small } from '../../support/small-project';

const [model] = small({ models: { one: 'select 1' } }).project.models;
const [source] = small({ sources: ['shop.orders'] }).project.sources;

test.each([
  [['lakehouse', 'olist', 'gold', 'one'], { layer: 'gold', domain: 'olist', group: '' }],
  [
    ['lakehouse', 'olist', 'silver', 'staging', 'one'],
    { layer: 'silver', domain: 'olist', group: 'staging' },
  ],
  [['lakehouse', 'silver', 'one'], { layer: 'silver', domain: 'lakehouse', group: '' }],
  [['lakehouse', 'marts', 'finance', 'one'], { layer: 'other', domain: 'marts', group: 'finance' }],
  [['lakehouse', 'one'], { layer: 'other', domain: 'lakehouse', group: '' }],
])('folders tell layer, domain and group: %j', (fqn, place) => {
  expect(model && placeOf({ ...model, fqn })).toEqual(place);
});

test('a tag tells the layer where the folders do not', () => {
  const placed =
    model && placeOf({ ...model, fqn: ['lakehouse', 'marts', 'one'], tags: ['finance', 'gold'] });
  expect(placed).toEqual({ layer: 'gold', domain: 'marts', group: '' });
});

test('a source is bronze, of the domain that it lands for', () => {
  expect(source && placeOf(source)).toEqual({ layer: 'bronze', domain: 'shop', group: '' });
  const landing = { domain: 'olist', dataset: 'orders', format: 'csv', files: [] } as const;
  expect(source && placeOf({ ...source, landing })).toEqual({ layer: 'bronze', domain: 'olist', group: '' });
});

test.each([
  ['Grain: order_id.', 'order_id'],
  ['Grain: order_id; orders without items too. Money in BRL.', 'order_id; orders without items too'],
  ['  Grain: (_file, _row): the rows\n of cust_info. More.', '(_file, _row): the rows of cust_info'],
  ['One row an order, with v1.2 of it. More.', 'an order, with v1.2 of it'],
  ['One row a customer', 'a customer'],
  ['One row per line of an order.', 'line of an order'],
  ['Customers.', undefined],
  ['', undefined],
])('the grain of %j', (description, grain) => {
  expect(grainOf(description)).toBe(grain);
});
