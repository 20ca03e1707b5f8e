import type { Compiler } from '../compile/types';
import type {
  Analysis,
  ColumnDoc,
  DataTest,
  Dependencies,
  Json,
  Macro,
  Model,
  ModelConfig,
  Project,
  Snapshot,
  SourceTable,
  Target,
  TestConfig,
  UniqueId,
  UnitRows,
  UnitTest,
} from '../project/types';
import type { Entry } from './manifest';

/*
 * The entries of the manifest, in dbt's v12 shape. Fields that dbt fills from features that this project refuses
 * (hooks, packages, contracts, groups) have dbt's defaults.
 */

interface Described {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
  readonly description: string;
  readonly tags: readonly string[];
  readonly meta: { readonly [key: string]: Json };
}

const docs: Entry = { show: true, node_color: null };

function common(node: Described & { readonly resourceType: string }, project: Project): Entry {
  return {
    name: node.name,
    resource_type: node.resourceType,
    package_name: project.name,
    // dbt's `path` leaves out the first folder, the model path.
    path: node.path.slice(node.path.indexOf('/') + 1),
    original_file_path: node.path,
    unique_id: node.uniqueId,
    fqn: node.fqn,
    description: node.description,
    tags: node.tags,
    meta: node.meta,
  };
}

const sha256 = (checksum: string): Entry => ({ name: 'sha256', checksum });
const dependsOn = (dependencies: Dependencies): Entry => ({
  macros: dependencies.macros,
  nodes: dependencies.nodes,
});

function compiled(text: string): Entry {
  return { compiled: true, compiled_code: text, extra_ctes_injected: true, extra_ctes: [] };
}

/** `refs` and `sources` as written in the text, from what they were resolved to. */
function references(dependencies: Dependencies, project: Project): Entry {
  const sources = new Map(project.sources.map((source) => [source.uniqueId, source]));
  return {
    refs: dependencies.nodes
      .filter((id) => !sources.has(id))
      .map((id) => ({ name: id.split('.').slice(2).join('.'), package: null, version: null })),
    sources: dependencies.nodes.flatMap((id) => {
      const source = sources.get(id);
      return source ? [[source.sourceName, source.name]] : [];
    }),
    metrics: [],
    functions: [],
  };
}

function columns(docsOfColumns: readonly ColumnDoc[]): Entry {
  return Object.fromEntries(
    docsOfColumns.map((column) => [
      column.name,
      {
        name: column.name,
        description: column.description,
        meta: column.meta,
        data_type: column.dataType ?? null,
        constraints: [],
        quote: null,
        config: { meta: column.meta, tags: column.tags },
        tags: column.tags,
      },
    ]),
  );
}

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

function relationName(id: UniqueId, compiler: Compiler): string {
  const { database, schema, name } = compiler.relation(id);
  return [database, schema, name].join('.');
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
    relation_name: node.config.materialized === 'ephemeral' ? null : relationName(node.uniqueId, compiler),
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

function testConfig(config: TestConfig): Entry {
  return {
    enabled: config.enabled,
    tags: config.tags,
    meta: config.meta,
    materialized: 'test',
    severity: config.severity.toUpperCase(),
    where: config.where ?? null,
    limit: config.limit ?? null,
    fail_calc: config.failCalc,
    warn_if: config.warnIf,
    error_if: config.errorIf,
  };
}

export function testEntry(node: DataTest, project: Project, target: Target, compiler: Compiler): Entry {
  const { generic } = node;
  return {
    ...common(node, project),
    path: generic ? `${node.name}.sql` : node.path.slice(node.path.indexOf('/') + 1),
    database: target.database,
    schema: 'dbt_test__audit',
    alias: node.name,
    checksum: generic ? { name: 'none', checksum: '' } : sha256(node.checksum),
    config: testConfig(node.config),
    columns: {},
    docs,
    relation_name: null,
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
    ...(generic && {
      column_name: generic.column ?? null,
      attached_node: generic.attachedTo,
      test_metadata: {
        name: generic.name,
        kwargs: {
          ...generic.arguments,
          ...(generic.column === undefined ? {} : { column_name: generic.column }),
        },
        namespace: null,
      },
    }),
  };
}

const rowsOf = (rows: UnitRows): Entry =>
  'sql' in rows ? { rows: rows.sql, format: 'sql' } : { rows: rows.dict, format: 'dict' };

export function unitTestEntry(node: UnitTest, project: Project): Entry {
  const name = (id: UniqueId) => id.split('.').slice(2);
  const input = (id: UniqueId) => {
    const [first = '', second] = name(id);
    return id.startsWith('source.') ? `source('${first}', '${second ?? ''}')` : `ref('${first}')`;
  };
  const { macros, vars, envVars } = node.overrides;
  return {
    ...common(node, project),
    model: name(node.model).join('.'),
    given: node.given.map((given) => ({ input: input(given.input), ...rowsOf(given.rows), fixture: null })),
    expect: { ...rowsOf(node.expect.rows), fixture: null },
    overrides: { macros, vars, env_vars: envVars },
    depends_on: { macros: [], nodes: [node.model] },
    config: { enabled: true, tags: node.tags, meta: node.meta },
    schema: project.models.find((model) => model.uniqueId === node.model)?.schema ?? null,
  };
}

export function sourceEntry(node: SourceTable, project: Project): Entry {
  return {
    ...common(node, project),
    path: node.path,
    database: node.database,
    schema: node.schema,
    source_name: node.sourceName,
    source_description: '',
    loader: '',
    identifier: node.identifier,
    quoting: {},
    external: node.external ?? null,
    columns: columns(node.columns),
    config: { enabled: true, meta: node.meta, tags: node.tags },
    relation_name: [node.database, node.schema, node.identifier].join('.'),
  };
}

export function macroEntry(macro: Macro, project: Project): Entry {
  return {
    name: macro.name,
    resource_type: 'macro',
    package_name: project.name,
    path: macro.path,
    original_file_path: macro.path,
    unique_id: macro.uniqueId,
    macro_sql: macro.macroSql,
    depends_on: { macros: [] },
    description: macro.description,
    meta: {},
    docs,
    arguments: [],
  };
}
