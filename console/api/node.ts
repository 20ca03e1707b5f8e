import type { Rows } from './about';
import type { GraphNode } from './graph';
import type { TestKind } from './quality';

export interface NodeDetails extends GraphNode {
  /** `DATABASE.SCHEMA.NAME`; none for an ephemeral model. */
  readonly relation?: string | undefined;
  /** File that defines it, below the project's folder. */
  readonly path: string;
  readonly parents: readonly string[];
  readonly children: readonly string[];
  readonly columnList: readonly NodeColumn[];
  readonly sql?: NodeSql | undefined;
  readonly testList: readonly NodeTest[];
  /** Runs in which it took part, the newest first. */
  readonly history: readonly NodeRun[];
  /** Files of the lake that it is made of, all upstream sources together: how many, and the newest. */
  readonly files?: NodeFiles | undefined;
}

export interface NodeColumn {
  readonly name: string;
  readonly description: string;
  /** As the warehouse has it; as declared where it is not built. */
  readonly type?: string | undefined;
  /** Ids of its tests. */
  readonly tests: readonly string[];
}

/** Of models and snapshots. */
export interface NodeSql {
  /** The file as it is written. */
  readonly raw: string;
  /** As it is sent to Snowflake. */
  readonly compiled: string;
  /** How an incremental model selects what has arrived, where that differs. */
  readonly compiledIncremental?: string | undefined;
  /** What the local database runs for `compiled`; undefined on a deployed target. */
  readonly local?: string | undefined;
  /** Why `local` is not there although the target is local. */
  readonly localProblem?: string | undefined;
}

export interface NodeTest {
  readonly id: string;
  readonly name: string;
  readonly kind: TestKind;
  readonly description: string;
  readonly column?: string | undefined;
  readonly severity: 'error' | 'warn';
  readonly path: string;
  readonly sql: string;
  readonly last?: TestOutcome | undefined;
}

export interface TestOutcome {
  readonly runId: string;
  readonly status: 'pass' | 'warn' | 'fail' | 'error' | 'skipped';
  readonly failures?: number | undefined;
  readonly message: string;
  readonly at?: string | undefined;
  readonly ms: number;
}

export interface NodeRun {
  readonly runId: string;
  readonly status: 'success' | 'error' | 'skipped' | 'unchanged';
  readonly message: string;
  readonly startedAt?: string | undefined;
  readonly ms: number;
  readonly rows?: number | undefined;
  /** Tests that stand before it. */
  readonly tests: { readonly [status: string]: number };
}

export interface NodeFiles {
  readonly files: number;
  readonly bytes: number;
  readonly pending: number;
  readonly newest: readonly {
    readonly source: string;
    readonly key: string;
    readonly bytes: number;
    readonly landedAt: string;
  }[];
}

/** Rows that a test kept when it did not pass; columns are those of its first row. */
export interface FailingRows extends Rows {
  readonly test: string;
  readonly runId: string;
  readonly foundAt?: string | undefined;
  /** How many it found; more than are kept where it found very many. */
  readonly failures?: number | undefined;
}
