import { projectLineage, traceColumn, type ProjectLineage } from '../../../engine/lineage';
import { small, type Small } from '../../support/small-project';

const SOURCES: { readonly [source: string]: readonly string[] } = {
  'source.shop.raw.orders': ['ID', 'CUSTOMER_ID', 'AMOUNT', 'PLACED_AT', 'PAYLOAD', 'STATUS'],
  'source.shop.raw.customers': ['ID', 'NAME', 'CITY'],
};

function lineageOf(models: NonNullable<Small['models']>, snapshots: Small['snapshots'] = {}): ProjectLineage {
  const { project, graph, compiler } = small({ sources: ['raw.orders', 'raw.customers'], models, snapshots });
  return projectLineage({ project, graph, compiler, sourceColumns: (id) => SOURCES[id] });
}

/** Of one model's SQL: `NAME: direct orders.ID, condition customers.CITY`. */
function columns(sql: string): readonly string[] {
  const found = lineageOf({ one: sql }).get('model.shop.one');
  if (found && 'unknown' in found) return [`unknown: ${found.unknown}`];
  return (found?.columns ?? []).map(({ name, origins, unknown }) => {
    const from = origins
      .map(({ node, column, via }) => `${via} ${node.split('.').at(-1) ?? ''}.${column}`)
      .sort()
      .join(', ');
    return `${name}: ${from}${unknown === undefined ? '' : ` unknown: ${unknown}`}`;
  });
}

describe('a value', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'that is handed on',
      'select id, amount as paid from @raw.orders',
      ['ID: direct orders.ID', 'PAID: direct orders.AMOUNT'],
    ],
    [
      'that is computed',
      "select amount * 2 as twice, 'x' as kind from @raw.orders",
      ['TWICE: expression orders.AMOUNT', 'KIND: '],
    ],
    ['without an alias', 'select amount + 1 from @raw.orders', ['AMOUNT + 1: expression orders.AMOUNT']],
    [
      'of another type',
      'select amount::varchar as text from @raw.orders',
      ['TEXT: expression orders.AMOUNT'],
    ],
    [
      'of a part of a document',
      'select payload:customer.name::varchar as name from @raw.orders',
      ['NAME: expression orders.PAYLOAD'],
    ],
    [
      'of a case, by what it looks at as well',
      "select case when status = 'paid' then amount end as paid from @raw.orders",
      ['PAID: expression orders.AMOUNT, expression orders.STATUS'],
    ],
    [
      'of an alias before it, unless a column has the name',
      'select amount * 2 as twice, twice + 1 as more, id as amount, amount as again from @raw.orders',
      [
        ...['TWICE: expression orders.AMOUNT', 'MORE: expression orders.AMOUNT'],
        ...['AMOUNT: direct orders.ID', 'AGAIN: direct orders.AMOUNT'],
      ],
    ],
    [
      'of a window, by its order and its parts',
      'select row_number() over (partition by customer_id order by placed_at) as n from @raw.orders',
      ['N: expression orders.CUSTOMER_ID, expression orders.PLACED_AT'],
    ],
    [
      'of dates, whose units are no columns',
      'select datediff(day, placed_at, placed_at) as days from @raw.orders',
      ['DAYS: expression orders.PLACED_AT'],
    ],
    ['that counts rows', 'select count(*) as n from @raw.orders', ['N: ']],
    [
      'of a lambda, whose parameters are no columns',
      'select filter(payload, id -> id > amount) as some from @raw.orders',
      ['SOME: expression orders.AMOUNT, expression orders.PAYLOAD'],
    ],
  ])('%s', (_, sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('what only decides rows', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'is a filter',
      "select id from @raw.orders where status = 'paid' and id > 1",
      ['ID: condition orders.STATUS, direct orders.ID'],
    ],
    [
      'is a join',
      'select c.name from @raw.orders as o join @raw.customers as c on o.customer_id = c.id',
      ['NAME: condition customers.ID, condition orders.CUSTOMER_ID, direct customers.NAME'],
    ],
    [
      'is a group, by name, by place or by alias',
      'select city as town, name, count(*) as n from @raw.customers group by town, 2',
      [
        'TOWN: condition customers.NAME, direct customers.CITY',
        'NAME: condition customers.CITY, direct customers.NAME',
        'N: condition customers.CITY, condition customers.NAME',
      ],
    ],
    [
      'is QUALIFY and what it numbers by',
      'select id from @raw.orders qualify row_number() over (partition by customer_id order by placed_at) = 1',
      ['ID: condition orders.CUSTOMER_ID, condition orders.PLACED_AT, direct orders.ID'],
    ],
    [
      'is an order with a LIMIT',
      'select id from @raw.orders order by amount limit 3',
      ['ID: condition orders.AMOUNT, direct orders.ID'],
    ],
    ['is no order without one', 'select id from @raw.orders order by amount', ['ID: direct orders.ID']],
    [
      'is EXISTS, with what it refers to outside',
      'select name from @raw.customers c where exists (select 1 from @raw.orders o where o.customer_id = c.id)',
      ['NAME: condition customers.ID, condition orders.CUSTOMER_ID, direct customers.NAME'],
    ],
    [
      'is IN a query',
      "select name from @raw.customers where id in (select customer_id from @raw.orders where status = 'paid')",
      [
        'NAME: condition customers.ID, condition orders.CUSTOMER_ID, condition orders.STATUS, direct customers.NAME',
      ],
    ],
    [
      'is the filter of a CTE, however little is read of it',
      "with paid as (select * from @raw.orders where status = 'paid') select count(*) as n from paid",
      ['N: condition orders.STATUS'],
    ],
  ])('%s', (_, sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('a query', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'of CTEs hands on what they do, and a CTE hides a table',
      'with a as (select id, amount * 2 as twice from @raw.orders), b (x, y) as (select * from a) select y, x from b',
      ['Y: expression orders.AMOUNT', 'X: direct orders.ID'],
    ],
    [
      'in FROM is read the same way',
      'select t.total from (select customer_id, sum(amount) as total from @raw.orders group by 1) as t',
      ['TOTAL: condition orders.CUSTOMER_ID, expression orders.AMOUNT'],
    ],
    [
      'as a value gives its column, and its filter only rows',
      'select (select max(amount) from @raw.orders o where o.customer_id = c.id) as largest from @raw.customers c',
      ['LARGEST: condition customers.ID, condition orders.CUSTOMER_ID, expression orders.AMOUNT'],
    ],
    [
      'of two that are united has what both have, by place',
      'select id, name from @raw.customers union all select customer_id, status from @raw.orders',
      [
        'ID: direct customers.ID, direct orders.CUSTOMER_ID',
        'NAME: direct customers.NAME, direct orders.STATUS',
      ],
    ],
    [
      'of two that are united by name has what both have, by name',
      'select id, name from @raw.customers union all by name select status as name, amount from @raw.orders',
      [
        'ID: direct customers.ID',
        'NAME: direct customers.NAME, direct orders.STATUS',
        'AMOUNT: direct orders.AMOUNT',
      ],
    ],
    [
      'less another has no value of that one',
      'select id from @raw.customers except select customer_id from @raw.orders',
      ['ID: condition orders.CUSTOMER_ID, direct customers.ID'],
    ],
    [
      'that is recursive hands on what it begins with',
      'with recursive n (at, root) as (select id, name from @raw.customers union all select at + 1, root from n where at < 9) select root, at from n',
      ['ROOT: condition customers.ID, direct customers.NAME', 'AT: direct customers.ID'],
    ],
  ])('%s', (_, sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('a star', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'shows every column, in order',
      'select * from @raw.customers',
      ['ID: direct customers.ID', 'NAME: direct customers.NAME', 'CITY: direct customers.CITY'],
    ],
    [
      'leaves out, replaces and renames',
      'select * exclude (city) replace (upper(name) as name) rename (id as key) from @raw.customers',
      ['KEY: direct customers.ID', 'NAME: expression customers.NAME'],
    ],
    [
      'shows what is like a pattern',
      "select * ilike '%a%' from @raw.customers",
      ['NAME: direct customers.NAME'],
    ],
    [
      'of one side of a join shows that side',
      'select c.* from @raw.orders o cross join @raw.customers c',
      ['ID: direct customers.ID', 'NAME: direct customers.NAME', 'CITY: direct customers.CITY'],
    ],
    [
      'over USING shows the shared column once and first',
      'select * from (select customer_id as id, amount from @raw.orders) join (select name, id from @raw.customers) using (id)',
      [
        'ID: direct customers.ID, direct orders.CUSTOMER_ID',
        'AMOUNT: condition customers.ID, condition orders.CUSTOMER_ID, direct orders.AMOUNT',
        'NAME: condition customers.ID, condition orders.CUSTOMER_ID, direct customers.NAME',
      ],
    ],
  ])('%s', (_, sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

test('FLATTEN makes its values, and as many rows as there are, of what it is given', () => {
  const sql =
    'select o.id, f.value:sku as sku from @raw.orders o, lateral flatten(input => o.payload:items) f';
  expect(columns(sql)).toEqual([
    'ID: condition orders.PAYLOAD, direct orders.ID',
    'SKU: expression orders.PAYLOAD',
  ]);
});

test('PIVOT computes a column a value and groups by the others; UNPIVOT puts columns into one', () => {
  const pivoted =
    "select * from (select customer_id, status, amount from @raw.orders) pivot (sum(amount) for status in ('paid', 'open'))";
  expect(columns(pivoted)).toEqual([
    'CUSTOMER_ID: direct orders.CUSTOMER_ID',
    "'paid': condition orders.CUSTOMER_ID, expression orders.AMOUNT, expression orders.STATUS",
    "'open': condition orders.CUSTOMER_ID, expression orders.AMOUNT, expression orders.STATUS",
  ]);
  expect(columns('select * from @raw.customers unpivot (text for what in (name, city))')).toEqual([
    'ID: condition customers.CITY, condition customers.NAME, direct customers.ID',
    'WHAT: condition customers.CITY, condition customers.NAME',
    'TEXT: direct customers.CITY, direct customers.NAME',
  ]);
});

describe('what is not known is said, with the reason', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a table that is not of the project',
      'select * from elsewhere.t',
      ['unknown: the columns of ELSEWHERE.T are not known'],
    ],
    [
      'a column of such a table',
      'select a from elsewhere.t',
      ['A:  unknown: the columns of ELSEWHERE.T are not known'],
    ],
    [
      'a column that nothing has',
      'select nothing from @raw.orders',
      ['NOTHING:  unknown: NOTHING is a column of no relation in sight'],
    ],
    [
      'a column by its place',
      'select $2 as second from @raw.orders',
      ['SECOND:  unknown: $2 names a column by its place'],
    ],
    [
      'a condition on it, which all columns stand under',
      'select id from @raw.orders where nothing = 1',
      ['ID: direct orders.ID unknown: NOTHING is a column of no relation in sight'],
    ],
  ])('%s', (_, sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });

  test('text that the parser does not take', () => {
    expect(columns('select id from @raw.orders match_recognize (x)')[0]).toMatch(/^unknown: /);
  });
});

describe('a column across models', () => {
  const lineage = lineageOf({
    base: 'select id, amount, status from @raw.orders',
    text: { sql: 'select id, amount * 2 as twice from @base', materialized: 'ephemeral' },
    totals: 'select id, twice as total from @text where id > 0',
    below: 'select t.total as final, b.status from @totals t join @base b on b.id = t.id',
  });
  const trace = (node: string, column: string): readonly string[] =>
    traceColumn(lineage, { node, column })
      .edges.map(({ from, to, via }) => `${name(from)} ${via} ${name(to)}`)
      .sort();
  const name = ({ node, column }: { node: string; column: string }): string =>
    `${node.split('.').at(-1) ?? ''}.${column}`;

  test('is followed up to its sources and down to the last model; a model without a table is seen through', () => {
    expect(trace('model.shop.totals', 'TOTAL')).toEqual([
      'base.AMOUNT expression totals.TOTAL',
      'base.ID condition totals.TOTAL',
      'orders.AMOUNT direct base.AMOUNT',
      'totals.TOTAL direct below.FINAL',
    ]);
  });

  test('is told what it decides, one step far', () => {
    expect(trace('model.shop.totals', 'ID')).toEqual([
      'base.ID direct totals.ID',
      'orders.ID direct base.ID',
      'totals.ID condition below.FINAL',
      'totals.ID condition below.STATUS',
    ]);
  });
});

test('the SELECT of a snapshot and what it adds', () => {
  const lineage = lineageOf({}, { kept: { sql: 'select id, name from @raw.customers' } });
  expect(lineage.get('snapshot.shop.kept')?.columns.map(({ name, unknown }) => [name, unknown])).toEqual([
    ['ID', undefined],
    ['NAME', undefined],
    ...['DBT_SCD_ID', 'DBT_UPDATED_AT', 'DBT_VALID_FROM', 'DBT_VALID_TO'].map((column) => [
      column,
      'a snapshot keeps it itself',
    ]),
  ]);
});
