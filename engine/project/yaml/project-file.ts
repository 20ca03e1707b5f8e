import * as z from 'zod';
import { refused } from './refused';

const record = z.record(z.string(), z.unknown());
const paths = (fallback: readonly string[]) => z.array(z.string()).default([...fallback]);
const hooks = 'hooks are not supported: what has to run before or after a build is a step of its own.';

/** dbt_project.yml. */
export const projectFileSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z_]\w*$/, 'letters, digits and underscores, not starting with a digit'),
  version: z.union([z.string(), z.number()]).optional(),
  'config-version': z.literal(2).optional(),
  profile: z.string().optional(),
  'require-dbt-version': z.union([z.string(), z.array(z.string())]).optional(),
  'model-paths': paths(['models']),
  'macro-paths': paths(['macros']),
  'test-paths': paths(['tests']),
  'snapshot-paths': paths(['snapshots']),
  'analysis-paths': paths(['analyses']),
  'seed-paths': paths(['seeds']),
  'docs-paths': z.array(z.string()).optional(),
  'asset-paths': z.array(z.string()).optional(),
  'target-path': z.string().optional(),
  'log-path': z.string().optional(),
  'packages-install-path': z.string().optional(),
  'clean-targets': z.array(z.string()).optional(),
  /** dbt's own behaviour: nothing here depends on it. */
  flags: record.optional(),
  vars: record.default({}),
  models: record.nullish(),
  snapshots: record.nullish(),
  sources: record.nullish(),
  data_tests: record.nullish(),
  tests: record.nullish(),
  unit_tests: record.nullish(),
  seeds: refused('seeds are not supported: land the file as a dataset and read it as a source.'),
  exposures: refused('exposures are not supported: remove them, or keep them in a project of their own.'),
  'on-run-start': refused(hooks),
  'on-run-end': refused(hooks),
  dispatch: refused('packages are not supported, so there is nothing to dispatch to.'),
  quoting: refused('quoting is not supported: identifiers are printed unquoted, as Snowflake stores them.'),
  'query-comment': refused('query comments are not supported: statements carry a QUERY_TAG.'),
  'dbt-cloud': record.optional(),
});

export type ProjectYaml = z.infer<typeof projectFileSchema>;
