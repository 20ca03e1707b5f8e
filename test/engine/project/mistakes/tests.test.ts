import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'suggests a near generic test',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - uniqe
`,
    },
    `LH209 models/a.yml:7:13 Unknown generic test "uniqe". Did you mean "unique"? Write it in tests/generic/uniqe.sql.
  7 |           - uniqe
                  ^`,
  ],
  [
    "refuses a package's test",
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - dbt_utils.not_constant
`,
    },
    `LH205 models/a.yml:7:13 The test "dbt_utils.not_constant" is of a package, and packages are not supported: write it in tests/generic/.
  7 |           - dbt_utils.not_constant
                  ^`,
  ],
  [
    'suggests a near argument of a test',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - accepted_values:
              arguments: { value: [1] }
`,
    },
    `LH210 models/a.yml:8:28 The test "accepted_values" has no argument "value". Did you mean "values"?
  8 |               arguments: { value: [1] }
                                 ^`,
  ],
  [
    'names the argument that a test needs',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - accepted_values
`,
    },
    `LH210 models/a.yml:7:13 The test "accepted_values" needs "values".
  7 |           - accepted_values
                  ^`,
  ],
  [
    "refuses a column's test at a model",
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    data_tests: [unique]
`,
    },
    `LH210 models/a.yml:4:18 The test "unique" is one of a column: put it under a column's data_tests.
  4 |     data_tests: [unique]
                       ^`,
  ],
  [
    "refuses a model's test at a column",
    {
      'tests/generic/t.sql': '{% test rows(model) %}select 1{% endtest %}',
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns: [{name: id, data_tests: [rows]}]
`,
    },
    `LH210 models/a.yml:4:39 The test "rows" is not one of a column: put it under the model's data_tests.
  4 |     columns: [{name: id, data_tests: [rows]}]
                                            ^`,
  ],
  [
    'finds an unknown ref among the arguments of a test',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns:
      - name: id
        data_tests:
          - relationships:
              arguments:
                to: ref('b')
                field: id
`,
    },
    `LH401 models/a.yml:9:21 ref('b'): there is no such model or snapshot. Did you mean "a"?
  9 |                 to: ref('b')
                          ^`,
  ],
  [
    'suggests a near column of a test',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    columns: [{name: order_id}]
    data_tests:
      - unique:
          arguments: {column_name: order_i}
`,
    },
    `LH211 models/a.yml:7:36 model "a" describes no column "order_i". Did you mean "order_id"? Add it to its columns.
  7 |           arguments: {column_name: order_i}
                                         ^`,
  ],
  [
    'suggests a near model for a unit test',
    {
      'models/orders.sql': 'select 1',
      'models/a.yml': `version: 2
unit_tests:
  - name: u
    model: order
    given: []
    expect: {rows: []}
`,
    },
    `LH401 models/a.yml:4:12 "order": there is no such model. Did you mean "orders"?
  4 |     model: order
                 ^`,
  ],
  [
    'says what the input of a unit test is',
    {
      'models/orders.sql': 'select 1',
      'models/a.yml': `version: 2
unit_tests:
  - name: u
    model: orders
    given: [{input: "orders", rows: []}]
    expect: {rows: []}
`,
    },
    `LH210 models/a.yml:5:21 An input is ref('…'), source('…', '…') or this, not "orders".
  5 |     given: [{input: "orders", rows: []}]
                          ^`,
  ],
  [
    'names the fixture that is not there',
    {
      'models/orders.sql': 'select 1',
      'models/a.yml': `version: 2
unit_tests:
  - name: u
    model: orders
    given: []
    expect: {format: csv, fixture: none}
`,
    },
    `LH210 models/a.yml:6:36 There is no fixture tests/fixtures/none.csv.
  6 |     expect: {format: csv, fixture: none}
                                         ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
