import type { Compiler } from '../compile/types';
import type { Analysis, Model, Project, Snapshot, Target } from '../project/types';
import { columns, common, compiled, dependsOn, docs, references, sha256, type Entry } from './entry';

function modelConfig(config: ModelConfig): Entry {
  const [key, ...more] = config.uniqueKey;
  return {
    enabled: config.enabled,
    alias: config.alias ?? null,
    schema: config.schema ?? null,
    database: config.database ?? null,
    tags: config.tags,
    meta: config.meta,
    materialized: config.materialized,
    incremental_strategy: config.materialized === 'incremental' ? config.incrementalStrategy : null,
    full_refresh: config.fullRefresh ?? null,
    unique_key: key === undefined ? null : more.length === 0 ? key : config.uniqueKey,
    on_schema_change: config.onSchemaChange,
    merge_update_columns: config.mergeUpdateColumns ?? null,
    merge_exclude_columns: config.mergeExcludeColumns ?? null,
    cluster_by: config.clusterBy,
    transient: config.transient,
    copy_grants: config.copyGrants,
    persist_docs: {},
    'post-hook': [],
    'pre-hook': [],
    grants: {},
    docs,
    contract: { enforced: false, alias_types: true },
  };
}

function builtEntry(node: Model | Snapshot, project: Project, compiler: Compiler): Entry {
  return {
    ...common(node, project),
    database: node.database,
    schema: node.schema,
    alias: node.alias,
    checksum: sha256(node.checksum),
    columns: columns(node.columns),
    docs,
    // As dbt spells it; the warehouse stores the name in upper case.
    relation_name:
      node.config.materialized === 'ephemeral' ? null : [node.database, node.schema, node.alias].join('.'),
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
  };
}

export function modelEntry(node: Model, project: Project, compiler: Compiler): Entry {
  return { ...builtEntry(node, project, compiler), config: modelConfig(node.config), access: 'protected' };
}

export function snapshotEntry(node: Snapshot, project: Project, compiler: Compiler): Entry {
  const { strategy, updatedAt, checkCols, invalidateHardDeletes } = node.config;
  return {
    ...builtEntry(node, project, compiler),
    config: {
      ...modelConfig(node.config),
      materialized: 'snapshot',
      strategy,
      updated_at: updatedAt ?? null,
      check_cols: strategy === 'check' ? checkCols : null,
      invalidate_hard_deletes: invalidateHardDeletes,
    },
  };
}

export function analysisEntry(node: Analysis, project: Project, target: Target, compiler: Compiler): Entry {
  return {
    ...common(node, project),
    path: node.path.replace(/^[^/]+/, 'analysis'),
    database: target.database,
    schema: target.schema,
    alias: node.name,
    checksum: sha256(node.checksum),
    config: { enabled: true, tags: node.tags, meta: node.meta, materialized: 'view' },
    columns: {},
    docs,
    relation_name: null,
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
  };
}
