import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'refuses two models of one name',
    {
      'models/a/orders.sql': 'select 1',
      'models/b/orders.sql': 'select 1',
    },
    'LH204 models/b/orders.sql:1:1 There are two nodes named "orders": also in models/a/orders.sql. Names are unique over the project.',
  ],
  [
    'refuses two models that build one relation',
    {
      'models/a.sql': `{{ config(alias='x') }}select 1`,
      'models/b.sql': `{{ config(alias='X') }}select 1`,
    },
    'LH204 models/b.sql:1:1 model.shop.b and model.shop.a both build LAKEHOUSE.PUBLIC.X. Give one of them another alias or schema.',
  ],
  [
    'refuses two macros of one name',
    {
      'macros/a.sql': '{% macro m() %}{% endmacro %}',
      'macros/b.sql': `
{% macro m() %}{% endmacro %}`,
    },
    `LH204 macros/b.sql:2:1 The macro "m" is there twice: also in macros/a.sql:1. Rename one.
  2 | {% macro m() %}{% endmacro %}
      ^`,
  ],
  [
    'refuses two descriptions of one model',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
  - name: a
`,
    },
    `LH204 models/a.yml:4:11 The model "a" is described twice: also in models/a.yml:3. Keep one.
  4 |   - name: a
                ^`,
  ],
  [
    'refuses two descriptions of one column, whatever the case',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
      - name: ID
`,
    },
    `LH204 models/a.yml:6:15 The column "ID" of model "a" is described twice. Keep one.
  6 |       - name: ID
                    ^`,
  ],
  [
    'refuses one test twice',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns: [{name: id, data_tests: [unique, unique]}]
`,
    },
    `LH204 models/a.yml:4:47 The test "unique_a_id" is there twice: also at models/a.yml:4. Keep one, or give one a name.
  4 |     columns: [{name: id, data_tests: [unique, unique]}]
                                                    ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
