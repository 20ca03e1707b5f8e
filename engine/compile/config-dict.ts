import type { DataTest, Json, Model, Snapshot } from '../project/types';

/** A node's settings under dbt's names: what `config.get` and the manifest show. */
export function modelConfigDict({ config }: Model | Snapshot): { readonly [key: string]: Json } {
  const isSnapshot = 'strategy' in config;
  const isIncremental = config.materialized === 'incremental' && !isSnapshot;
  return {
    enabled: config.enabled,
    alias: config.alias ?? null,
    schema: config.schema ?? null,
    database: config.database ?? null,
    tags: config.tags,
    meta: config.meta,
    materialized: isSnapshot ? 'snapshot' : config.materialized,
    incremental_strategy: isIncremental ? config.incrementalStrategy : null,
    full_refresh: config.fullRefresh ?? null,
    unique_key: oneOrMany(config.uniqueKey),
    on_schema_change: isSnapshot ? 'ignore' : config.onSchemaChange,
    ...(config.mergeUpdateColumns ? { merge_update_columns: config.mergeUpdateColumns } : {}),
    ...(config.mergeExcludeColumns ? { merge_exclude_columns: config.mergeExcludeColumns } : {}),
    ...(config.clusterBy.length > 0 ? { cluster_by: config.clusterBy } : {}),
    transient: config.transient,
    copy_grants: config.copyGrants,
    ...(isSnapshot
      ? {
          strategy: config.strategy,
          updated_at: config.updatedAt ?? null,
          check_cols: config.checkCols,
          invalidate_hard_deletes: config.invalidateHardDeletes,
        }
      : {}),
  };
}

const oneOrMany = (values: readonly string[]): Json => (values.length > 1 ? values : (values[0] ?? null));

export function testConfigDict({ config }: DataTest): { readonly [key: string]: Json } {
  return {
    enabled: config.enabled,
    alias: null,
    schema: 'dbt_test__audit',
    database: null,
    tags: config.tags,
    meta: config.meta,
    materialized: 'test',
    severity: config.severity.toUpperCase(),
    store_failures: null,
    where: config.where ?? null,
    limit: config.limit ?? null,
    fail_calc: config.failCalc,
    warn_if: config.warnIf,
    error_if: config.errorIf,
  };
}
