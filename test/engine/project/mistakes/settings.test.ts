import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'suggests a near setting in a model',
    {
      'models/a.sql': `{{ config(materialised='table') }}
select 1`,
    },
    `LH202 models/a.sql:1:4 Unknown key "materialised" in the settings of model "a". Did you mean "materialized"?
  1 | {{ config(materialised='table') }}
         ^`,
  ],
  [
    'suggests a near setting in dbt_project.yml',
    {
      'dbt_project.yml': `name: shop
models:
  shop:
    +materialzed: table
`,
      'models/a.sql': 'select 1',
    },
    `LH202 dbt_project.yml:4:5 Unknown key "materialzed" in the settings of model "a". Did you mean "materialized"?
  4 |     +materialzed: table
          ^`,
  ],
  [
    'lists what a setting can be',
    {
      'models/a.sql': `{{ config(materialized='tabel') }}
select 1`,
    },
    `LH203 models/a.sql:1:4 "materialized" of the settings of model "a": expected one of "view", "table", "incremental", "ephemeral".
  1 | {{ config(materialized='tabel') }}
         ^`,
  ],
  [
    'refuses settings of a folder that is not there',
    {
      'dbt_project.yml': `name: shop
models:
  shop:
    glod:
      +materialized: table
`,
      'models/gold/a.sql': 'select 1',
    },
    `LH207 dbt_project.yml:4:5 models.shop.glod configures nothing: there is no such folder or node. A setting that takes a map is written "+glod".
  4 |     glod:
          ^`,
  ],
  [
    "looks at the values of a test's settings",
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - unique:
              config: {severity: warning, error_if: many}
`,
    },
    `LH203 models/a.yml:8:34 "severity" of the settings of test "unique" of model "a": expected "error" or "warn", received "warning".
  8 |               config: {severity: warning, error_if: many}
                                       ^
LH203 models/a.yml:8:53 "error_if" of the settings of test "unique" of model "a": expected a comparison with a number, such as "!= 0", ">10" or "between 1 and 5".
  8 |               config: {severity: warning, error_if: many}
                                                          ^`,
  ],
  [
    "looks at every key of a source's own settings",
    {
      'models/a.yml': `version: 2
sources:
  - name: raw
    tables:
      - name: orders
        config: {meta: {lakehouse: {format: xml, fles: [x]}}}
`,
    },
    `LH203 models/a.yml:6:36 "meta.lakehouse.files" of the settings of source "raw.orders": expected array, received undefined.
  6 |         config: {meta: {lakehouse: {format: xml, fles: [x]}}}
                                         ^
LH203 models/a.yml:6:45 "meta.lakehouse.format" of the settings of source "raw.orders": expected one of "csv", "ndjson", "json", "parquet".
  6 |         config: {meta: {lakehouse: {format: xml, fles: [x]}}}
                                                  ^
LH202 models/a.yml:6:50 Unknown key "fles" in "meta.lakehouse" of the settings of source "raw.orders". Did you mean "files"?
  6 |         config: {meta: {lakehouse: {format: xml, fles: [x]}}}
                                                       ^`,
  ],
  [
    'refuses own settings of models that it does not know',
    {
      'models/a.sql': `{{ config(meta={'lakehouse': {'x': 1}}) }}select 1`,
    },
    `LH202 models/a.sql:1:4 Unknown key "x" in "meta.lakehouse" of the settings of model "a". Known here: event_time, freshness_hours.
  1 | {{ config(meta={'lakehouse': {'x': 1}}) }}select 1
         ^`,
  ],
  [
    'asks for the key that delete+insert needs',
    {
      'models/a.sql': `{{ config(materialized='incremental', incremental_strategy='delete+insert') }}select 1`,
    },
    `LH203 models/a.sql:1:4 the settings of model "a": incremental_strategy delete+insert needs a unique_key. Set it, or use append.
  1 | {{ config(materialized='incremental', incremental_strategy='delete+insert') }}select 1
         ^`,
  ],
  [
    'asks for the column that strategy timestamp needs',
    {
      'snapshots/s.sql': `{% snapshot s %}{{ config(strategy='timestamp', unique_key='id') }}select 1{% endsnapshot %}`,
    },
    `LH203 snapshots/s.sql:1:20 the settings of snapshot "s": strategy timestamp needs updated_at.
  1 | {% snapshot s %}{{ config(strategy='timestamp', unique_key='id') }}select 1{% endsnapshot %}
                         ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
