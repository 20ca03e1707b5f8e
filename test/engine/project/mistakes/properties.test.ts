import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'names the place of broken YAML',
    {
      'models/a.yml': `models: [
`,
    },
    `LH201 models/a.yml:1:10 This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
  1 | models: [
               ^`,
  ],
  [
    'suggests a near key of a property file',
    {
      'models/a.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: a
    descripton: x
`,
    },
    `LH202 models/a.yml:4:5 Unknown key "descripton" in model "a". Did you mean "description"?
  4 |     descripton: x
          ^`,
  ],
  [
    'suggests a near section of a property file',
    {
      'models/a.yml': `version: 2
model:
  - name: a
`,
    },
    `LH202 models/a.yml:2:1 Unknown key "model" in models/a.yml. Did you mean "models"?
  2 | model:
      ^`,
  ],
  [
    'refuses the description of a model that is not there',
    {
      'models/orders.sql': 'select 1',
      'models/a.yml': `version: 2
models:
  - name: order
`,
    },
    `LH207 models/a.yml:3:11 There is no model "order" to describe. Did you mean "orders"?
  3 |   - name: order
                ^`,
  ],
  [
    'suggests a near docs block',
    {
      'models/a.sql': 'select 1',
      'models/d.md': '{% docs orders %}x{% enddocs %}',
      'models/a.yml': `version: 2
models:
  - name: a
    description: "{{ doc('order') }}"
`,
    },
    `LH208 models/a.yml:4:21 Unknown docs block "order". Did you mean "orders"? Write it in a .md file: {% docs order %} … {% enddocs %}.
  4 |                  {{ doc('order') }}
                          ^`,
  ],
  [
    'tells all mistakes of all files at once',
    {
      'models/a.sql': `select * from {{ ref('x') }}`,
      'models/b.sql': '{{ nope( }}',
      'models/c.yml': `models: 3
`,
    },
    `LH401 models/a.sql:1:18 ref('x'): there is no such model or snapshot. Did you mean "a"?
  1 | select * from {{ ref('x') }}
                       ^
LH301 models/b.sql:1:10 unexpected '}', expected ')'. (in model "b")
  1 | {{ nope( }}
               ^
LH203 models/c.yml:1:9 "models" of models/c.yml: expected array, received number.
  1 | models: 3
              ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
