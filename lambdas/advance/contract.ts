/** What the template gives the function that drives runs, and what it answers. Imports nothing. */

/** Beside `SNOWFLAKE_ENV`, as the user `advance`. */
export const ADVANCE_ENV = {
  environment: 'LAKEHOUSE_ENVIRONMENT',
  /** DynamoDB table of run state. The function reads and writes all of it. */
  stateTable: 'STATE_TABLE',
  /** Statements at the same time. */
  threads: 'LAKEHOUSE_THREADS',
  /** Folder of the dbt project in the function's code. @default `sql` beside the handler */
  project: 'LAKEHOUSE_PROJECT',
  /** Seconds that one invocation goes on while statements finish quickly. @default 45 */
  tickSeconds: 'TICK_SECONDS',
  /** Seconds that a run waits at most for announced files to be in bronze. @default 300 */
  arrivalSeconds: 'ARRIVAL_SECONDS',
  /** Seconds without a new file before a run that no person asks for begins; four times as long at most. @default 30 */
  settleSeconds: 'SETTLE_SECONDS',
  /** Seconds between the starts of two runs that no person asks for. @default 600 */
  pauseSeconds: 'PAUSE_SECONDS',
} as const;

/** More than a tick lasts: the longest single call to Snowflake comes on top of it. */
export const ADVANCE_TIMEOUT_SECONDS = 180;

/**
 * A machine sends `tick` until the answer is `done` or `continue`. `failed` comes from its Catch: the function could
 * not be called or threw, whatever it was retried.
 */
export type AdvanceEvent =
  | {
      readonly type: 'tick';
      /** ARN of the execution: the holder of the lock. */
      readonly execution: string;
      /** 0, then what the last answer said. */
      readonly tick: number;
    }
  | {
      readonly type: 'failed';
      readonly execution: string;
      readonly error: { readonly Error: string; readonly Cause?: string };
    };

/**
 * `idle`: nothing was to be done. `busy`: another execution holds the lock and has been told.
 * `stopped`: somebody asked for it.
 */
export type AdvanceStatus = 'success' | 'error' | 'stopped' | 'idle' | 'busy';

export type AdvanceResult =
  | { readonly next: 'wait'; readonly seconds: number; readonly tick: number }
  /** The execution's history is long: a new one goes on with the same run. */
  | { readonly next: 'continue'; readonly tick: number }
  | {
      readonly next: 'done';
      readonly status: AdvanceStatus;
      /** Files came meanwhile or somebody asked for a run: a new execution takes them. */
      readonly again: boolean;
      readonly runId: string | null;
      /** For a person: what failed. */
      readonly message: string;
    };

/** Answer to `failed`. */
export interface FailureResult {
  readonly recorded: true;
}

/**
 * Ticks of one execution. A tick makes 9 events of history (task 5, choice 2, wait 2) and 3 more each time it is
 * retried; an execution ends at 25,000, and this keeps it below 20,000.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MOST_TICKS = 1_500;
