import type { SourceLocation } from '../errors';
import type { Dashboard } from './config/dashboard';

/**
 * The SQL project as plain data: what `readProject` makes of the files under `sql/`.
 * Field names follow dbt's manifest (in camel case) wherever dbt has the thing.
 */

/** One file of the project. `path` is relative to the project's root, with `/`. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** `model.lakehouse.olist__fct_orders`, `source.lakehouse.olist.orders`, `test.lakehouse.unique_…`. */
export type UniqueId = string;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Materialization = 'view' | 'table' | 'incremental' | 'ephemeral';
export type IncrementalStrategy = 'merge' | 'delete+insert' | 'append';
export type OnSchemaChange = 'ignore' | 'append_new_columns' | 'sync_all_columns' | 'fail';
export type Severity = 'error' | 'warn';

export interface ModelConfig {
  readonly enabled: boolean;
  readonly materialized: Materialization;
  readonly database: string | undefined;
  readonly schema: string | undefined;
  readonly alias: string | undefined;
  readonly tags: readonly string[];
  readonly meta: { readonly [key: string]: Json };
  readonly uniqueKey: readonly string[];
  readonly incrementalStrategy: IncrementalStrategy;
  readonly onSchemaChange: OnSchemaChange;
  readonly mergeUpdateColumns: readonly string[] | undefined;
  readonly mergeExcludeColumns: readonly string[] | undefined;
  readonly fullRefresh: boolean | undefined;
  readonly clusterBy: readonly string[];
  readonly transient: boolean;
  readonly copyGrants: boolean;
}

export interface ColumnDoc {
  readonly name: string;
  readonly description: string;
  readonly dataType: string | undefined;
  readonly meta: { readonly [key: string]: Json };
  readonly tags: readonly string[];
}

interface NodeBase {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly description: string;
  /** File that defines the node, relative to the project's root. */
  readonly path: string;
  /** Path split as dbt's fqn: project name, folders below the model path, name. */
  readonly fqn: readonly string[];
  readonly tags: readonly string[];
  readonly meta: { readonly [key: string]: Json };
  readonly location: SourceLocation;
}

/** What a template refers to; found by rendering it in parse mode. Ids are resolved after all files are read. */
export interface Dependencies {
  readonly nodes: readonly UniqueId[];
  readonly macros: readonly UniqueId[];
}

export interface Model extends NodeBase {
  readonly resourceType: 'model';
  /** The file's text; `checksum` is dbt's, over the text with its white space compacted. */
  readonly rawCode: string;
  readonly checksum: string;
  readonly config: ModelConfig;
  readonly columns: readonly ColumnDoc[];
  readonly dependsOn: Dependencies;
  /** From `meta.lakehouse`: SQL over a row, when that which it tells of happened, in UTC. */
  readonly eventTime?: string | undefined;
  /** From `meta.lakehouse`: hours without a run that published or confirmed it, after which it is stale. */
  readonly freshnessHours?: number | undefined;
  /** Resolved by `generate_database_name`, `generate_schema_name`, `generate_alias_name`, spelled as dbt spells them. */
  readonly database: string;
  readonly schema: string;
  readonly alias: string;
}

export interface Snapshot extends Omit<Model, 'resourceType' | 'config'> {
  readonly resourceType: 'snapshot';
  readonly config: ModelConfig & {
    readonly strategy: 'timestamp' | 'check';
    readonly updatedAt: string | undefined;
    readonly checkCols: 'all' | readonly string[];
    readonly invalidateHardDeletes: boolean;
  };
}

export interface TestConfig {
  readonly enabled: boolean;
  readonly severity: Severity;
  /** Python comparison on the number of failures, e.g. `!= 0`, `> 10`. */
  readonly errorIf: string;
  readonly warnIf: string;
  readonly where: string | undefined;
  readonly limit: number | undefined;
  readonly failCalc: string;
  readonly tags: readonly string[];
  readonly meta: { readonly [key: string]: Json };
}

export interface DataTest extends NodeBase {
  readonly resourceType: 'test';
  /** Singular: the file's SQL. Generic: the call of the test macro. */
  readonly rawCode: string;
  readonly checksum: string;
  readonly config: TestConfig;
  readonly dependsOn: Dependencies;
  /** Set for generic tests. */
  readonly generic:
    | {
        /** `unique`, `accepted_range`, … */
        readonly name: string;
        readonly arguments: { readonly [key: string]: Json };
        readonly attachedTo: UniqueId;
        readonly column: string | undefined;
      }
    | undefined;
}

export interface UnitTest extends NodeBase {
  readonly resourceType: 'unit_test';
  readonly model: UniqueId;
  readonly given: readonly { readonly input: UniqueId; readonly rows: UnitRows }[];
  readonly expect: { readonly rows: UnitRows };
  readonly overrides: {
    readonly macros: { readonly [key: string]: Json };
    readonly vars: { readonly [key: string]: Json };
    readonly envVars: { readonly [key: string]: Json };
  };
}

/** `dict` rows, or one SELECT (`format: sql`). CSV fixtures are turned into dict rows. */
export type UnitRows =
  { readonly dict: readonly { readonly [column: string]: Json }[] } | { readonly sql: string };

/** How a dataset arrives, from `meta.lakehouse` of its source table. */
export type LandingFormat = 'csv' | 'ndjson' | 'json' | 'parquet';

export interface Landing {
  readonly domain: string;
  /** The source table's name: the dataset's part of the lake key. */
  readonly dataset: string;
  readonly format: LandingFormat;
  /** Base-name patterns (`*`, `?`, case-insensitive) by which `ingest` recognises a file. */
  readonly files: readonly string[];
  /** SQL over a row of bronze: when that which it tells of happened, in UTC. */
  readonly eventTime?: string | undefined;
}

/** How old a source's newest row may be, in dbt's terms. */
export interface Freshness {
  readonly warnAfter: FreshnessThreshold | undefined;
  readonly errorAfter: FreshnessThreshold | undefined;
  readonly filter: string | undefined;
}

export interface FreshnessThreshold {
  readonly count: number;
  readonly period: 'minute' | 'hour' | 'day';
}

export interface SourceTable extends NodeBase {
  readonly resourceType: 'source';
  readonly sourceName: string;
  readonly database: string;
  readonly schema: string;
  readonly identifier: string;
  readonly columns: readonly ColumnDoc[];
  /** The `external` block as written, in dbt-external-tables' terms. */
  readonly external: { readonly [key: string]: Json } | undefined;
  /** Undefined for a source that this project does not load itself. */
  readonly landing: Landing | undefined;
  /** Of the source as a whole. */
  readonly sourceDescription?: string;
  readonly loader?: string | undefined;
  readonly freshness?: Freshness | undefined;
  readonly loadedAtField?: string | undefined;
}

export interface Macro {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly path: string;
  readonly location: SourceLocation;
  readonly description: string;
  /** The whole `{% macro … %}…{% endmacro %}` (or `{% test … %}`) text. */
  readonly macroSql: string;
  readonly kind: 'macro' | 'test';
}

export interface Analysis extends NodeBase {
  readonly resourceType: 'analysis';
  readonly rawCode: string;
  readonly checksum: string;
  readonly columns: readonly ColumnDoc[];
  /** From `meta.lakehouse`: how a console shows its rows. */
  readonly dashboard?: Dashboard | undefined;
  readonly dependsOn: Dependencies;
}

export interface Project {
  readonly name: string;
  readonly vars: { readonly [key: string]: Json };
  readonly models: readonly Model[];
  readonly snapshots: readonly Snapshot[];
  readonly sources: readonly SourceTable[];
  readonly tests: readonly DataTest[];
  readonly unitTests: readonly UnitTest[];
  readonly analyses: readonly Analysis[];
  readonly macros: readonly Macro[];
  readonly docs: readonly { readonly name: string; readonly text: string; readonly path: string }[];
}

/** Where a project is compiled for: what `{{ target }}` shows, and the values of `var` and `env_var`. */
export interface Target {
  /** `local`, `dev`, `staging`, `prod`. */
  readonly name: string;
  /** dbt's adapter type: always `snowflake`, since both engines take Snowflake SQL. */
  readonly type: 'snowflake';
  readonly database: string;
  /** dbt's default schema, used where a node has none. */
  readonly schema: string;
  readonly threads: number;
  readonly vars: { readonly [key: string]: Json };
  readonly env: { readonly [key: string]: string | undefined };
}
