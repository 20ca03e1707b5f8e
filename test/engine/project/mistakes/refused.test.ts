import { mistakes, read, type Mistake } from '../../../support/projects';

const cases: Mistake[] = [
  [
    'refuses hooks of models',
    {
      'models/a.sql': `{{ config(post_hook='grant x') }}
select 1`,
    },
    `LH205 models/a.sql:1:4 "post_hook" of the settings of model "a": hooks are not supported: what has to run before or after a build is a step of its own.
  1 | {{ config(post_hook='grant x') }}
         ^`,
  ],
  [
    'refuses hooks of runs',
    {
      'dbt_project.yml': `name: shop
on-run-start: ["x"]
`,
    },
    `LH205 dbt_project.yml:2:1 "on-run-start" of dbt_project.yml: hooks are not supported: what has to run before or after a build is a step of its own.
  2 | on-run-start: ["x"]
      ^`,
  ],
  [
    'refuses seeds',
    {
      'seeds/x.csv': `a
1
`,
    },
    'LH205 seeds/x.csv Seeds are not supported: land the file as a dataset and read it as a source.',
  ],
  [
    'refuses packages',
    {
      'packages.yml': `packages:
  - package: dbt-labs/dbt_utils
`,
    },
    'LH205 packages.yml Packages are not supported: copy the macros that you need into macros/, with their licence, and remove the file.',
  ],
  [
    'refuses Python models',
    {
      'models/x.py': 'def model(dbt, session): pass',
    },
    'LH205 models/x.py Python models are not supported: write the model in SQL.',
  ],
  [
    'refuses exposures',
    {
      'models/a.yml': `version: 2
exposures:
  - name: x
`,
    },
    `LH205 models/a.yml:2:1 "exposures" of models/a.yml: exposures are not supported: remove them, or keep them in a project of their own.
  2 | exposures:
      ^`,
  ],
  [
    "refuses materializations of one's own",
    {
      'macros/m.sql': '{% materialization x, default %}{% endmaterialization %}',
    },
    `LH205 macros/m.sql:1:1 Materializations of one's own are not supported ("x"): use view, table, incremental or ephemeral.
  1 | {% materialization x, default %}{% endmaterialization %}
      ^`,
  ],
];

test.each(cases)('%s', (_fact, files, message) => {
  expect(mistakes(() => read(files))).toBe(message);
});
