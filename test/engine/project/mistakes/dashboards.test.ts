import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistakes, read, type Mistake } from '../../../support/projects';

const sql = { 'analyses/a.sql': 'select 1 as orders' };
const yaml = (dashboard: string): string => `version: 2
analyses:
  - name: a
    columns:
      - name: orders
    config:
      meta:
        lakehouse:
          dashboard:
            order: 1
            title: Sales
            question: How do sales develop?
${dashboard}`;

const cases: Mistake[] = [
  [
    'names the place of a column that a dashboard sums and the analysis does not describe',
    {
      ...sql,
      'analyses/a.yml': yaml(`            measures:
              orders: { label: Orders, format: count, sum: order }
`),
    },
    `LH203 analyses/a.yml:14:60 The dashboard of analysis "a" names the column "order", which is not among its columns. Did you mean "orders"?
  14 |               orders: { label: Orders, format: count, sum: order }
                                                                  ^`,
  ],
  [
    'names the place of a measure that a chart shows and nobody defines',
    {
      ...sql,
      'analyses/a.yml': yaml(`            measures:
              orders: { label: Orders, format: count, sum: orders }
            charts:
              - { kind: bars, title: Orders, measure: ordres, by: orders }
`),
    },
    `LH203 analyses/a.yml:16:55 The dashboard of analysis "a" names the measure "ordres", which is not among its measures. Did you mean "orders"?
  16 |               - { kind: bars, title: Orders, measure: ordres, by: orders }
                                                             ^`,
  ],
  [
    'refuses a measure that is a sum and a ratio',
    {
      ...sql,
      'analyses/a.yml': yaml(`            measures:
              orders: { label: Orders, format: count, sum: orders, ratio: [orders, orders] }
`),
    },
    `LH203 analyses/a.yml:14:23 "meta.lakehouse.dashboard.measures.orders" of the settings of analysis "a": a measure is either a sum of a column or a ratio of two: give one of them.
  14 |               orders: { label: Orders, format: count, sum: orders, ratio: [orders, orders] }
                             ^`,
  ],
];

test.each(cases)('%s', (_name, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});

test('the example of docs/console.md is a dashboard without a mistake', () => {
  const text = readFileSync(join(__dirname, '../../../../docs/console.md'), 'utf8');
  const [, example = ''] = /```yaml\n(analyses:[^]*?)```/.exec(text) ?? [];
  const project = read({ 'analyses/retail__daily_returns.sql': 'select 1', 'analyses/a.yml': example });
  expect(project.analyses[0]?.dashboard?.charts.map(({ title }) => title)).toEqual([
    'Returns',
    'Returns by reason',
  ]);
});
