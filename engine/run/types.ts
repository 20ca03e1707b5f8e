import type { LiveKind, Plan } from '../plan/types';
import type { UniqueId } from '../project/types';
import type { Column } from '../warehouse/port';

export type StepStatus = 'success' | 'error' | 'pass' | 'warn' | 'fail';

/** What happened, as the driver saw it. The journal is a list of these; replayed, they give the same state. */
export type Observation =
  | StepObservation
  | SentObservation
  /** What the unit's statements did before its driver died is unknown: it starts over. */
  | { readonly type: 'lost'; readonly unit: string; readonly live: { readonly [model: UniqueId]: LiveKind } }
  /** Start nothing more: somebody asked for an end, or the lock is lost. */
  | { readonly type: 'stop'; readonly reason: string }
  /** The run was given up: whoever reads this does nothing more of it. */
  | { readonly type: 'abandoned' };

/**
 * A statement that goes on without its sender. Written before it is sent, and once more when its query id is known: a
 * driver that takes over asks for it instead of sending it again.
 */
export interface SentObservation {
  readonly type: 'sent';
  readonly unit: string;
  /** Steps that the statement carries out: one, or those that publish a unit. */
  readonly steps: readonly string[];
  readonly attempt: number;
  readonly requestId: string;
  readonly at: string;
  readonly queryId?: string | undefined;
  /** What will be observed once the failing rows, for which the statement asks, are kept. */
  readonly verdict?: StepObservation | undefined;
}

export interface StepObservation {
  readonly type: 'step';
  readonly unit: string;
  readonly step: string;
  readonly attempt: number;
  readonly status: StepStatus;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly message?: string | undefined;
  /** Rows of the relation (`row count`) or rows that DML touched. */
  readonly rows?: number | undefined;
  readonly failures?: number | undefined;
  readonly columns?: readonly Pick<Column, 'name' | 'type'>[] | undefined;
}

export type Command =
  | {
      readonly type: 'run';
      readonly unit: string;
      readonly step: string;
      readonly sql: string;
      readonly attempt: number;
    }
  | {
      readonly type: 'rollback';
      readonly unit: string;
      readonly step: string;
      readonly sql: string;
      readonly attempt: number;
    }
  | { readonly type: 'finish'; readonly status: RunStatus };

export type RunStatus = 'success' | 'error' | 'stopped';

/** `failing`: something in it failed, its last statements are awaited. */
export type UnitStatus = 'waiting' | 'running' | 'failing' | 'published' | 'failed' | 'skipped';

export interface UnitState {
  readonly status: UnitStatus;
  /** 1, and one more each time the unit started over. */
  readonly attempt: number;
  readonly steps: { readonly [step: string]: 'running' | StepObservation };
  readonly transactionOpen: boolean;
  /** What was found under the live names, where it is no longer as planned. */
  readonly live: { readonly [model: UniqueId]: LiveKind };
  /** Statements written anew, by step. */
  readonly rewritten: { readonly [step: string]: string };
  /** Why it failed or was skipped. */
  readonly cause: string | undefined;
}

/** The scheduler's whole memory: plain JSON. */
export interface RunState {
  readonly units: { readonly [unit: string]: UnitState };
  readonly threads: number;
  readonly stopped: string | undefined;
  readonly finished: RunStatus | undefined;
}

export type ModelStatus = 'success' | 'error' | 'skipped' | 'unchanged';
export type TestStatus = 'pass' | 'warn' | 'fail' | 'error' | 'skipped';

export interface ModelResult {
  readonly model: UniqueId;
  readonly name: string;
  readonly status: ModelStatus;
  readonly message: string;
  readonly rows: number | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  /** Milliseconds spent in its statements. */
  readonly ms: number;
}

export interface TestResult {
  readonly test: UniqueId;
  readonly name: string;
  readonly status: TestStatus;
  readonly failures: number | undefined;
  readonly message: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly ms: number;
}

export interface RunResult {
  readonly runId: string;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly models: readonly ModelResult[];
  readonly tests: readonly TestResult[];
  readonly plan: Plan;
}

/** What a progress display and the console need to know while a run goes on. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly runId: string;
      readonly at: string;
      readonly models: number;
      readonly tests: number;
      readonly unchanged: number;
      readonly resumed: boolean;
    }
  | { readonly type: 'lock-recovered'; readonly message: string }
  | {
      readonly type: 'step-started';
      readonly unit: string;
      readonly step: string;
      readonly model: UniqueId | undefined;
      readonly test: UniqueId | undefined;
      readonly purpose: string;
      readonly sql: string;
      readonly at: string;
    }
  | {
      readonly type: 'step-finished';
      readonly observation: StepObservation;
      readonly model: UniqueId | undefined;
      readonly test: UniqueId | undefined;
      readonly purpose: string;
      readonly ms: number;
    }
  | { readonly type: 'model-finished'; readonly result: ModelResult }
  | { readonly type: 'test-finished'; readonly result: TestResult }
  | { readonly type: 'run-finished'; readonly result: RunResult };
