import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'places a tag that is not closed',
    {
      'models/a.sql': `select 1
{% if x %}`,
    },
    `LH301 models/a.sql:2:4 Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. (in model "a")
  2 | {% if x %}
         ^`,
  ],
  [
    'names the macros that led to a mistake',
    {
      'macros/m.sql': `{% macro cents(x) %}
  {{ x.y.z }}
{% endmacro %}`,
      'models/a.sql': `select
{{ cents(1) }}`,
    },
    `LH303 macros/m.sql:2:10 'int object' has no attribute 'y'. (in model "a", in macro cents (models/a.sql:2))
  2 |   {{ x.y.z }}
               ^`,
  ],
  [
    'suggests a near macro',
    {
      'macros/m.sql': '{% macro cents(x) %}1{% endmacro %}',
      'models/a.sql': `select
{{ cent(1) }}`,
    },
    `LH303 models/a.sql:2:4 'cent' is undefined. Did you mean 'cents'? (in model "a")
  2 | {{ cent(1) }}
         ^`,
  ],
  [
    'suggests a near variable',
    {
      'dbt_project.yml': `name: shop
vars: {currency: BRL}
`,
      'models/a.sql': `select '{{ var('curency') }}'`,
    },
    `LH306 models/a.sql:1:12 Unknown variable "curency". Did you mean "currency"? Set it under "vars" in dbt_project.yml, or give a default: var('curency', …). (in model "a")
  1 | select '{{ var('curency') }}'
                 ^`,
  ],
  [
    'asks for an environment variable that is not set',
    {
      'models/a.sql': `select '{{ env_var('HOME_TOWN') }}'`,
    },
    `LH306 models/a.sql:1:12 Environment variable "HOME_TOWN" is not set. Set it, or give a default: env_var('HOME_TOWN', '…'). (in model "a")
  1 | select '{{ env_var('HOME_TOWN') }}'
                 ^`,
  ],
  [
    'never puts a secret into SQL',
    {
      'models/a.sql': `select '{{ env_var('DBT_ENV_SECRET_KEY') }}'`,
    },
    `LH305 models/a.sql:1:12 env_var('DBT_ENV_SECRET_KEY') is not available: secrets never go into SQL. (in model "a")
  1 | select '{{ env_var('DBT_ENV_SECRET_KEY') }}'
                 ^`,
  ],
  [
    'refuses queries',
    {
      'models/a.sql': `select 1
{% set x = run_query('select 1') %}`,
    },
    `LH305 models/a.sql:2:12 run_query is not available: compiling never asks the warehouse. Pass what it would answer as a var, or compute it in the SQL of a model. (in model "a")
  2 | {% set x = run_query('select 1') %}
                 ^`,
  ],
  [
    "refuses Python's clock",
    {
      'models/a.sql': `select '{{ modules.datetime.datetime.now() }}'`,
    },
    `LH305 models/a.sql:1:38 modules.datetime.datetime.now is not available: Python modules are not available in templates, and a clock (modules.datetime) is not wanted. Take the value as a var. (in model "a")
  1 | select '{{ modules.datetime.datetime.now() }}'
                                           ^`,
  ],
  [
    "refuses dbt's clock",
    {
      'models/a.sql': `select '{{ run_started_at }}'`,
    },
    `LH305 models/a.sql:1:12 run_started_at is not available: the same project compiles to the same SQL on any day. Take the time as a var. (in model "a")
  1 | select '{{ run_started_at }}'
                 ^`,
  ],
  [
    'refuses questions to the warehouse',
    {
      'models/a.sql': `select '{{ adapter.get_relation('a','b','c') }}'`,
    },
    `LH305 models/a.sql:1:20 adapter.get_relation is not available: compiling never asks the warehouse. Pass what it would answer as a var, or compute it in the SQL of a model. (in model "a")
  1 | select '{{ adapter.get_relation('a','b','c') }}'
                         ^`,
  ],
  [
    "refuses a package's macros",
    {
      'models/a.sql': `select {{ dbt_utils.star(ref('b')) }}`,
    },
    `LH305 models/a.sql:1:21 dbt_utils.star is not available: packages are not supported: write the macro under macros/. (in model "a")
  1 | select {{ dbt_utils.star(ref('b')) }}
                          ^`,
  ],
  [
    "refuses the warehouse's clock",
    {
      'models/a.sql': 'select {{ dbt.current_timestamp() }}',
    },
    'LH305 models/a.sql:1 dbt.current_timestamp is not available: no model calls a clock: take the date from the data or from a var. (in model "a", in macro current_timestamp (models/a.sql:1))',
  ],
  [
    "suggests a near macro of dbt's",
    {
      'models/a.sql': `select {{ dbt.date_trunk('x','y') }}`,
    },
    `LH303 models/a.sql:1:15 'package object' has no attribute 'date_trunk'. Did you mean 'date_trunc'? (in model "a")
  1 | select {{ dbt.date_trunk('x','y') }}
                    ^`,
  ],
  [
    'passes on what the project raises',
    {
      'models/a.sql': `{{ exceptions.raise_compiler_error('no such currency') }}`,
    },
    `LH307 models/a.sql:1:15 no such currency. (in model "a")
  1 | {{ exceptions.raise_compiler_error('no such currency') }}
                    ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
