import * as z from 'zod';
import { refused } from '../yaml/refused';
import { freshnessSchema } from '../yaml/schema-file';
import { dashboardSchema } from './dashboard';

const text = z.string();
const list = z.union([text.transform((one) => [one]), z.array(text)]);
/** Own settings of a node that takes none. */
const meta = z.looseObject({ lakehouse: z.strictObject({}).optional() }).default({});
/** SQL over a row of the table: when that which it tells of happened, as TIMESTAMP_NTZ in UTC or DATE. */
const eventTime = text.optional();
const modelMeta = z
  .looseObject({
    lakehouse: z
      .strictObject({
        event_time: eventTime,
        /** After so many hours without a run that published or confirmed it, the model is stale. */
        freshness_hours: z.number().positive().optional(),
      })
      .optional(),
  })
  .default({});

const hooks = 'hooks are not supported: what has to run before or after a build is a step of its own.';
const docs = z.strictObject({ show: z.boolean().optional(), node_color: text.optional() });

const relation = {
  enabled: z.boolean().default(true),
  database: text.nullish(),
  schema: text.nullish(),
  alias: text.nullish(),
  tags: list.default([]),
  meta,
  docs: docs.optional(),
};

/** What dbt's Snowflake adapter can configure and the engine here does not do: refused, never passed over. */
const refusedOnModels = {
  pre_hook: refused(hooks),
  post_hook: refused(hooks),
  'pre-hook': refused(hooks),
  'post-hook': refused(hooks),
  contract: refused('contracts are not supported: say it with data tests.'),
  group: refused('groups are not supported.'),
  access: refused('access is not supported.'),
  grants: refused('grants are not supported: a published table keeps the grants of the one it replaces.'),
  persist_docs: refused('descriptions are not written to the warehouse: read them in the catalogue.'),
  quoting: refused('quoting is not supported: identifiers are printed unquoted, as Snowflake stores them.'),
  sql_header: refused('sql_header is not supported.'),
  query_tag: refused('statements carry a QUERY_TAG of the run.'),
  snowflake_warehouse: refused("the warehouse is the target's."),
  automatic_clustering: refused('automatic clustering is not supported.'),
  secure: refused('secure views are not supported.'),
  incremental_predicates: refused('incremental_predicates are not supported.'),
  event_time: refused('microbatch is not supported: increments are taken in the order of arrival.'),
  begin: refused('microbatch is not supported: increments are taken in the order of arrival.'),
  batch_size: refused('microbatch is not supported: increments are taken in the order of arrival.'),
  lookback: refused('microbatch is not supported: increments are taken in the order of arrival.'),
  target_lag: refused('dynamic tables are not supported.'),
  packages: refused('Python models are not supported.'),
  python_version: refused('Python models are not supported.'),
};

const clusterBy = list.default([]);

export const modelConfigSchema = z.strictObject({
  ...relation,
  meta: modelMeta,
  materialized: z.enum(['view', 'table', 'incremental', 'ephemeral']).default('view'),
  unique_key: list.default([]),
  incremental_strategy: z.enum(['merge', 'delete+insert', 'append']).optional(),
  on_schema_change: z.enum(['ignore', 'append_new_columns', 'sync_all_columns', 'fail']).default('ignore'),
  merge_update_columns: list.optional(),
  merge_exclude_columns: list.optional(),
  full_refresh: z.boolean().nullish(),
  cluster_by: clusterBy,
  transient: z.boolean().default(true),
  copy_grants: z.boolean().default(false),
  ...refusedOnModels,
});

export const snapshotConfigSchema = z.strictObject({
  ...relation,
  materialized: z.literal('snapshot').default('snapshot'),
  strategy: z.enum(['timestamp', 'check']),
  unique_key: list,
  updated_at: text.optional(),
  check_cols: z.union([z.literal('all'), z.array(text)]).default([]),
  target_database: text.optional(),
  target_schema: text.optional(),
  invalidate_hard_deletes: z.boolean().default(false),
  hard_deletes: z.enum(['ignore', 'invalidate']).optional(),
  transient: z.boolean().default(false),
  cluster_by: clusterBy,
  copy_grants: z.boolean().default(false),
  dbt_valid_to_current: refused('dbt_valid_to_current is not supported: a current version has no end.'),
  snapshot_meta_column_names: refused('the names of the dbt_… columns are fixed.'),
  ...refusedOnModels,
});

const severity = text.transform((value, context): 'error' | 'warn' => {
  const lower = value.toLowerCase();
  if (lower === 'error' || lower === 'warn') return lower;
  context.addIssue({ code: 'custom', message: `expected "error" or "warn", received "${value}"` });
  return z.NEVER;
});
const comparison = text.regex(
  /^\s*(=|==|!=|<>|<|<=|>|>=)\s*-?\d+\s*$|^\s*between\s+-?\d+\s+and\s+-?\d+\s*$/i,
  {
    error: 'expected a comparison with a number, such as "!= 0", ">10" or "between 1 and 5"',
  },
);
const kept = 'failing rows of every test are kept in AUDIT.FAILING_ROWS: there is nothing to switch.';

export const testConfigSchema = z.strictObject({
  enabled: z.boolean().default(true),
  severity: severity.default('error'),
  error_if: comparison.default('!= 0'),
  warn_if: comparison.default('!= 0'),
  where: text.nullish(),
  limit: z.number().int().positive().nullish(),
  fail_calc: text.default('count(*)'),
  tags: list.default([]),
  meta,
  alias: text.nullish(),
  /** Where dbt alone would store failures: of no consequence here. */
  schema: text.nullish(),
  database: text.nullish(),
  store_failures: z
    .boolean()
    .nullish()
    .refine((on) => on !== false, { error: kept }),
  store_failures_as: refused(kept),
  materialized: z.literal('test').optional(),
  sql_header: refused('sql_header is not supported.'),
  group: refused('groups are not supported.'),
});

export const sourceConfigSchema = z.strictObject({
  enabled: z.boolean().default(true),
  tags: list.default([]),
  meta: z
    .looseObject({
      lakehouse: z
        .strictObject({
          format: z.enum(['csv', 'ndjson', 'json', 'parquet']),
          files: z.array(text).min(1, 'name at least one pattern of file names'),
          event_time: eventTime,
        })
        .optional(),
    })
    .default({}),
  freshness: freshnessSchema.nullish(),
  loaded_at_field: text.nullish(),
  loaded_at_query: text.nullish(),
});

export const unitTestConfigSchema = z.strictObject({
  enabled: z.boolean().default(true),
  tags: list.default([]),
  meta,
});

export const analysisConfigSchema = z.strictObject({
  ...relation,
  meta: z
    .looseObject({ lakehouse: z.strictObject({ dashboard: dashboardSchema.optional() }).optional() })
    .default({}),
  materialized: text.optional(),
});
