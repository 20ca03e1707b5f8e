import { makeCompiler } from '../../../engine/compile';
import { readProject } from '../../../engine/project';
import type { Warehouse } from '../../../engine/warehouse/port';
import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import { compiled, fixtureFiles, mistakes, target } from '../../support/projects';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: () => new Date(0) });
});
afterAll(() => warehouse.close());

/** A model over one input, and a unit test of it, run on the local engine. */
async function outcome(model: string, unitTest: string, columns = ''): Promise<unknown> {
  const { compiler } = compiled({
    'models/orders.sql': 'select 1 as id',
    'models/a.sql': model,
    'models/a.yml': `models: [{ name: orders, columns: [${columns}] }]
unit_tests:
  - name: u
    model: a
${unitTest.replace(/^/gm, '    ')}
`,
  });
  const { columns: names, rows } = await warehouse.query(compiler.unitTestSql('unit_test.shop.a.u'));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [names[i]?.name.toLowerCase(), cell])));
}

const sum = `select kind, sum(amount) as amount from {{ ref('orders') }} group by kind`;

test('no row comes back where the model gives what is expected, in any order', async () => {
  const rows = await outcome(
    sum,
    `given:
  - input: ref('orders')
    rows: [{ kind: a, amount: 1 }, { kind: b, amount: 2.5 }, { kind: a, amount: 3 }]
expect:
  rows: [{ kind: b, amount: 2.5 }, { kind: a, amount: 4 }]`,
  );
  expect(rows).toEqual([]);
});

test('rows that differ come back with the side they are on', async () => {
  const rows = await outcome(
    sum,
    `given:
  - input: ref('orders')
    rows: [{ kind: a, amount: 1 }, { kind: null, amount: 2 }]
expect:
  rows: [{ kind: a, amount: 2 }, { kind: null, amount: 2 }]`,
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { actual_or_expected: 'actual', kind: 'a', amount: 1, number_of_rows: 1 },
      { actual_or_expected: 'expected', kind: 'a', amount: 2, number_of_rows: 1 },
    ]),
  );
  expect(rows).toHaveLength(2);
});

test('a row counts as often as it is there', async () => {
  const rows = await outcome(
    `select id from {{ ref('orders') }}`,
    `given: [{ input: ref('orders'), rows: [{ id: 1 }, { id: 1 }, { id: 1 }] }]
expect: { rows: [{ id: 1 }] }`,
  );
  expect(rows).toEqual([{ actual_or_expected: 'actual', id: 1, number_of_rows: 2 }]);
});

test('only the columns of the expectation are compared, and columns left out of the input are null', async () => {
  const rows = await outcome(
    `select id, note, coalesce(note, 'none') as shown, 1 as other from {{ ref('orders') }}`,
    `given: [{ input: ref('orders'), rows: [{ id: 1 }, { id: 2, note: "it's \\\\ here" }] }]
expect: { rows: [{ id: 1, shown: none }, { id: 2, shown: "it's \\\\ here" }] }`,
    '{ name: id }, { name: note, data_type: varchar }',
  );
  expect(rows).toEqual([]);
});

test('an input without rows has its columns all the same', async () => {
  const rows = await outcome(
    `select count(*) as orders, max(at) as last from {{ ref('orders') }}`,
    `given: [{ input: ref('orders'), rows: [] }]
expect: { rows: [{ orders: 0, last: null }] }`,
    '{ name: at, data_type: timestamp_ntz }',
  );
  expect(rows).toEqual([]);
});

test('nothing is expected by no rows', async () => {
  const unit = (rows: string) => `given: [{ input: ref('orders'), rows: ${rows} }]\nexpect: { rows: [] }`;
  const model = `select id from {{ ref('orders') }} where id > 1`;
  expect(await outcome(model, unit('[{ id: 1 }]'))).toEqual([]);
  expect(await outcome(model, unit('[{ id: 2 }]'))).toEqual([{ actual_or_expected: 'actual', id: 2 }]);
});

test('a value is cast to the type that its column is described with', async () => {
  const rows = await outcome(
    `select amount * 2 as twice, dateadd('day', 1, day) as next from {{ ref('orders') }}`,
    `given: [{ input: ref('orders'), format: csv, rows: "amount,day\\n1.25,2026-02-28" }]
expect: { rows: [{ twice: 2.5, next: "2026-03-01" }] }`,
    '{ name: amount, data_type: "number(18, 2)" }, { name: day, data_type: date }',
  );
  expect(rows).toEqual([]);
});

test('text that looks like a time in every row is one', async () => {
  const rows = await outcome(
    `select datediff('minute', a, b) as minutes from {{ ref('orders') }}`,
    `given: [{ input: ref('orders'), rows: [{ a: "2026-01-01 10:00:00", b: "2026-01-01 10:05:00" }, { a: null, b: null }] }]
expect: { rows: [{ minutes: 5 }, { minutes: null }] }`,
  );
  expect(rows).toEqual([]);
});

test('an expectation can be a SELECT', async () => {
  const unit = (
    expected: string,
  ) => `given: [{ input: ref('orders'), format: sql, rows: select 1 as id union all select 2 }]
expect: { format: sql, rows: "${expected}" }`;
  const model = `select id from {{ ref('orders') }}`;
  expect(await outcome(model, unit('select 2 as id union all select 1'))).toEqual([]);
  expect(await outcome(model, unit('select 2 as id union all select 2'))).toHaveLength(3);
});

test('the unit tests of the fixture project pass: sources, this, overrides, fixtures', async () => {
  const project = readProject(await fixtureFiles('shop'), target());
  const compiler = makeCompiler(project, target());
  for (const { uniqueId } of project.unitTests) {
    expect((await warehouse.query(compiler.unitTestSql(uniqueId))).rows).toEqual([]);
  }
  expect(project.unitTests).toHaveLength(2);
});

test('types that the warehouse knows are used where no description says them', () => {
  const { compiler } = compiled({
    'models/orders.sql': 'select 1 as id',
    'models/a.sql': `select * from {{ ref('orders') }}`,
    'models/a.yml': `unit_tests:
  - { name: u, model: a, given: [{ input: ref('orders'), rows: [{ id: 7 }] }], expect: { rows: [{ id: 7 }] } }
`,
  });
  const columnsOf = () => [
    { name: 'ID', type: 'NUMBER(38,0)' },
    { name: 'AT', type: 'DATE' },
  ];
  const sql = compiler.unitTestSql('unit_test.shop.a.u', { columnsOf });
  expect(sql).toContain('select cast(7 as NUMBER(38,0)) as id, cast(null as DATE) as at');
});

test('an input that the model reads and the test does not give is named', () => {
  const { compiler } = compiled({
    'models/orders.sql': 'select 1 as id',
    'models/a.sql': `select * from {{ ref('orders') }}`,
    'models/a.yml': 'unit_tests:\n  - { name: u, model: a, given: [], expect: { rows: [] } }\n',
  });
  expect(mistakes(() => compiler.unitTestSql('unit_test.shop.a.u'))).toBe(
    `LH210 models/a.yml:2:13 Unit test "u" gives no rows for ref('orders'), which its model reads. Give it rows, or "rows: []" for none.
  2 |   - { name: u, model: a, given: [], expect: { rows: [] } }
                  ^`,
  );
});
