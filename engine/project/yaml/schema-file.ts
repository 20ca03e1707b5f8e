import * as z from 'zod';
import { refused } from './refused';

/** The shapes of dbt's property files (`version: 2`). Tests and configs are looked at by whoever owns them. */

const text = z.string();
const tags = z.union([z.string(), z.array(z.string())]);
const record = z.record(z.string(), z.unknown());
const docs = z.strictObject({ show: z.boolean().optional(), node_color: z.string().optional() });
const testList = z.array(z.union([z.string(), record]));
const contracts = 'contracts and constraints are not supported: say it with data tests.';
const mesh = 'groups and access are not supported: every model of a project may refer to every other.';

const description = { description: text.nullish() };
const properties = { ...description, docs: docs.optional(), meta: record.optional() };

export const columnSchema = z.strictObject({
  name: text,
  ...properties,
  data_type: text.optional(),
  tags: tags.optional(),
  quote: refused('quoted columns are not supported: name the column so that it needs no quotes.'),
  data_tests: testList.optional(),
  tests: testList.optional(),
  config: z.strictObject({ meta: record.optional(), tags: tags.optional() }).optional(),
  constraints: refused(contracts),
});

const tested = {
  columns: z.array(columnSchema).optional(),
  data_tests: testList.optional(),
  tests: testList.optional(),
};

export const modelSchema = z.strictObject({
  name: text,
  ...properties,
  ...tested,
  config: record.optional(),
  tags: refused('tags of a model belong under "config".'),
  access: refused(mesh),
  group: refused(mesh),
  constraints: refused(contracts),
  versions: refused('versioned models are not supported: give the new version a name of its own.'),
  latest_version: refused('versioned models are not supported: give the new version a name of its own.'),
  deprecation_date: refused('deprecation dates are not supported: say it in the description.'),
  time_spine: refused('the semantic layer is not supported.'),
});

export const snapshotSchema = z.strictObject({
  name: text,
  relation: text.optional(),
  ...properties,
  ...tested,
  config: record.optional(),
});

const period = z.enum(['minute', 'hour', 'day']);
const threshold = z.strictObject({ count: z.number().int(), period });
export const freshnessSchema = z.strictObject({
  warn_after: threshold.nullish(),
  error_after: threshold.nullish(),
  filter: text.nullish(),
});

const quoting = refused(
  'quoting is not supported: identifiers are printed unquoted, as Snowflake stores them.',
);
const sourceConfig = z.strictObject({
  enabled: z.boolean().optional(),
  meta: record.optional(),
  tags: tags.optional(),
  freshness: freshnessSchema.nullish(),
  loaded_at_field: text.optional(),
  loaded_at_query: text.optional(),
});
const sourceProperties = {
  name: text,
  ...properties,
  config: sourceConfig.optional(),
  tags: tags.optional(),
  loader: text.optional(),
  freshness: freshnessSchema.nullish(),
  loaded_at_field: text.optional(),
  loaded_at_query: text.optional(),
  quoting,
};

export const sourceTableSchema = z.strictObject({
  ...sourceProperties,
  ...tested,
  identifier: text.optional(),
  external: record.optional(),
});

export const sourceSchema = z.strictObject({
  ...sourceProperties,
  database: text.optional(),
  schema: text.optional(),
  tables: z.array(record).optional(),
  overrides: refused('packages are not supported, so there is no source to override.'),
});

export const macroSchema = z.strictObject({
  name: text,
  ...properties,
  config: z.strictObject({ meta: record.optional(), docs: docs.optional() }).optional(),
  arguments: z
    .array(z.strictObject({ name: text, type: text.optional(), description: text.nullish() }))
    .optional(),
});

/** Singular tests and analyses: only what is said of them. */
export const describedSchema = z.strictObject({
  name: text,
  ...properties,
  config: record.optional(),
  columns: z.array(columnSchema).optional(),
});

const rows = z.union([z.array(record), text]);
const fixture = {
  rows: rows.nullish(),
  format: z.enum(['dict', 'csv', 'sql']).default('dict'),
  fixture: text.optional(),
};

export const unitTestSchema = z.strictObject({
  name: text,
  model: text,
  ...description,
  given: z.array(z.strictObject({ input: text, ...fixture })),
  expect: z.strictObject(fixture),
  overrides: z
    .strictObject({ macros: record.optional(), vars: record.optional(), env_vars: record.optional() })
    .optional(),
  config: z
    .strictObject({ enabled: z.boolean().optional(), meta: record.optional(), tags: tags.optional() })
    .optional(),
  versions: refused('versioned models are not supported: give the new version a name of its own.'),
});

const entries = z.array(record).nullish();
const semantic = 'the semantic layer is not supported: remove it, or keep it in a project of its own.';

export const schemaFileSchema = z.strictObject({
  version: z.literal(2).optional(),
  models: entries,
  sources: entries,
  snapshots: entries,
  macros: entries,
  analyses: entries,
  data_tests: entries,
  unit_tests: entries,
  /** dbt's own place for YAML anchors. */
  anchors: z.unknown().optional(),
  seeds: refused('seeds are not supported: land the file as a dataset and read it as a source.'),
  exposures: refused('exposures are not supported: remove them, or keep them in a project of their own.'),
  groups: refused(mesh),
  functions: refused('user-defined functions are not supported: write a macro.'),
  metrics: refused(semantic),
  semantic_models: refused(semantic),
  saved_queries: refused(semantic),
});

export type ColumnYaml = z.infer<typeof columnSchema>;
export type ModelYaml = z.infer<typeof modelSchema>;
export type SnapshotYaml = z.infer<typeof snapshotSchema>;
export type SourceYaml = z.infer<typeof sourceSchema>;
export type SourceTableYaml = z.infer<typeof sourceTableSchema>;
export type UnitTestYaml = z.infer<typeof unitTestSchema>;
export type UnitFixtureYaml = UnitTestYaml['expect'];
