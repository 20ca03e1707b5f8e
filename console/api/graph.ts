export type NodeKind = 'source' | 'model' | 'snapshot';
/** A model outside these folders has the layer `other`. */
export type Layer = 'bronze' | 'silver' | 'gold' | 'other';

/**
 * `fresh`: published (a source: loaded) and nothing has arrived since. `stale`: something upstream is newer.
 * `running`, `waiting`: of the run under way. `failed`: it or a test before it failed in its last run.
 * `skipped`: something before it failed. `never`: not built (loaded) yet.
 */
export type NodeStatus = 'fresh' | 'stale' | 'running' | 'waiting' | 'failed' | 'skipped' | 'never';

/** Every source, model and snapshot; tests are folded into the node that they stand before. */
export interface Graph {
  /** Changes whenever anything in the answer does. */
  readonly revision: string;
  readonly nodes: readonly GraphNode[];
  /** A feeds B: `[from, to]`, as indexes into `nodes`. */
  readonly edges: readonly (readonly [number, number])[];
}

export interface GraphNode {
  /** dbt's unique id. */
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  readonly layer: Layer;
  readonly domain: string;
  /** The folder inside its layer (`staging`, `quarantine`); a source's name for a source. Empty: right below the layer. */
  readonly group: string;
  /** `view`, `table`, `incremental`, `ephemeral`, `snapshot`; the format of the files for a source. */
  readonly materialized: string;
  readonly description: string;
  /** What one row is, where the description says so. */
  readonly grain?: string | undefined;
  readonly tags: readonly string[];
  readonly columns: number;
  readonly status: NodeStatus;
  /** Why it is stale, failed or skipped, in words. */
  readonly reason?: string | undefined;
  /** Rows of the table at its last publication; rows loaded for a source. */
  readonly rows?: number | undefined;
  /** Published (a source: loaded) last. */
  readonly publishedAt?: string | undefined;
  /** Milliseconds that its last build took. */
  readonly ms?: number | undefined;
  /** Rows that are set aside in this quarantine, or in the quarantine of this model, not resolved. */
  readonly quarantined?: number | undefined;
  /** How the tests of this node ended last. One that ties several nodes together counts once, so that they can be summed. */
  readonly tests: TestCounts;
}

export interface TestCounts {
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly error: number;
  /** Never run, or skipped last. */
  readonly unknown: number;
}

/** Answer of a search, best first: nodes, columns, tests and analyses by name and description. */
export interface SearchResult {
  readonly kind: NodeKind | 'column' | 'test' | 'analysis';
  /** Of the node to open (of a column: its table; of a test: what it stands before). Of an analysis: its own. */
  readonly id: string;
  readonly name: string;
  /** Column name or test id. */
  readonly part?: string | undefined;
  readonly description: string;
  readonly domain: string;
  readonly layer: Layer;
}
