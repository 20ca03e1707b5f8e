/** `interrupted`: the process that drove it is gone; the next build goes on with it. */
export type RunStatus = 'running' | 'success' | 'error' | 'stopped' | 'interrupted' | 'abandoned';

export interface RunSummary {
  readonly runId: string;
  readonly kind: 'build' | 'test';
  readonly status: RunStatus;
  /** As the user called it. */
  readonly command: string;
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
  /** How many models and tests ended how. */
  readonly models: { readonly [status: string]: number };
  readonly tests: { readonly [status: string]: number };
}

export type StepState = 'waiting' | 'running';

/** One run, over or under way. */
export interface RunDetails extends RunSummary {
  readonly nodes: readonly RunNode[];
  readonly testResults: readonly RunTest[];
  /** Ids of the models that decided how long the run took, first to last. Empty while it runs. */
  readonly criticalPath: readonly string[];
  readonly failures: readonly RunFailure[];
}

export interface RunNode {
  readonly id: string;
  readonly name: string;
  readonly status: 'success' | 'error' | 'skipped' | 'unchanged' | StepState;
  /** Why it ran, was skipped or is unchanged, or how it failed. */
  readonly message: string;
  /** Published together or not at all with others of the same unit. */
  readonly unit?: string | undefined;
  /** Models of this run that had to be published before it began. */
  readonly after: readonly string[];
  readonly startedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  /** Milliseconds in statements: less than the span where it waited. */
  readonly ms: number;
  readonly rows?: number | undefined;
}

export interface RunTest {
  readonly id: string;
  readonly name: string;
  /** Nodes that it stands before. */
  readonly nodes: readonly string[];
  readonly status: 'pass' | 'warn' | 'fail' | 'error' | 'skipped' | StepState;
  readonly failures?: number | undefined;
  readonly message: string;
  readonly startedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly ms: number;
}

/** A statement that failed, or a test that found rows. */
export interface RunFailure {
  /** e.g. `build olist__orders`. */
  readonly step: string;
  readonly node?: string | undefined;
  readonly test?: string | undefined;
  readonly message: string;
  /** Cut off where it is very long. */
  readonly sql?: string | undefined;
  /** In `sql`, counted from 1, where the engine said so. */
  readonly line?: number | undefined;
  readonly at?: string | undefined;
}

/** Body of `POST /api/runs`; answered with 202 and `Started`. */
export interface StartRun {
  /** dbt's selectors; empty: everything. */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  readonly fullRefresh: boolean;
}

/** The run has begun. */
export interface Started {
  /** Undefined where nothing had changed, so that nothing runs. */
  readonly runId?: string | undefined;
  readonly startedAt: string;
  /** How many models it builds. */
  readonly models: number;
}
