import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'suggests a near name for an unknown ref',
    {
      'models/orders.sql': 'select 1 as id',
      'models/sales.sql': `select *
from {{ ref('ordres') }}`,
    },
    `LH401 models/sales.sql:2:9 ref('ordres'): there is no such model or snapshot. Did you mean "orders"?
  2 | from {{ ref('ordres') }}
              ^`,
  ],
  [
    'suggests a near name for an unknown source',
    {
      'models/a.yml': `version: 2
sources:
  - name: raw
    tables:
      - name: orders
`,
      'models/sales.sql': `select * from {{ source('raw', 'order') }}`,
    },
    `LH401 models/sales.sql:1:18 source('raw', 'order'): there is no such table of a source. Did you mean "raw.orders"?
  1 | select * from {{ source('raw', 'order') }}
                       ^`,
  ],
  [
    'refuses a ref of a model that is switched off',
    {
      'models/orders.sql': '{{ config(enabled=false) }}select 1 as id',
      'models/sales.sql': `select * from {{ ref('orders') }}`,
    },
    `LH401 models/sales.sql:1:18 ref('orders') is switched off (enabled: false). Switch it on, or refer to another.
  1 | select * from {{ ref('orders') }}
                       ^`,
  ],
  [
    'refuses a ref into another project',
    {
      'models/sales.sql': `select * from {{ ref('other', 'orders') }}`,
    },
    `LH401 models/sales.sql:1:18 ref('other', 'orders'): there is no project "other". The only one is "shop".
  1 | select * from {{ ref('other', 'orders') }}
                       ^`,
  ],
  [
    'refuses versioned models',
    {
      'models/sales.sql': `select * from {{ ref('orders', v=2) }}`,
    },
    `LH302 models/sales.sql:1:18 Versioned models are not supported: refer to the model by its own name. (in model "sales")
  1 | select * from {{ ref('orders', v=2) }}
                       ^`,
  ],
  [
    'refuses a model that only an increment refers to',
    {
      'models/b.sql': 'select 1',
      'models/a.sql': `{{ config(materialized='incremental') }}select 1
{% if is_incremental() %}from {{ ref('b') }}{% endif %}`,
    },
    `LH405 models/a.sql:2:34 ref('b') stands in an incremental branch only, where dbt does not see it. Write "-- depends_on: {{ ref('b') }}" at the top of the file.
  2 | {% if is_incremental() %}from {{ ref('b') }}{% endif %}
                                       ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
