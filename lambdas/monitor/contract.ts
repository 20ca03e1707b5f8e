/**
 * What the template sets, the monitor reads and publishes, and the alarms watch. Imports nothing.
 *
 * Also read: SNOWFLAKE_ENV and METRIC_NAMESPACE of `lambdas/deployment/contract`.
 */
export const MONITOR_ENV = {
  environment: 'LAKEHOUSE_ENVIRONMENT',
  /** Folder of the SQL project in the function's code. @default sql */
  project: 'LAKEHOUSE_PROJECT',
  /** DynamoDB table of run state; the monitor's own items are below `monitor/`. */
  stateTable: 'STATE_TABLE',
  /** The lake. Read: `bronze/` and `errors/`, objects and listing. */
  bucket: 'LAKEHOUSE_BUCKET',
  /** Hours after which a model counts as stale where its YAML says nothing. */
  freshnessHours: 'FRESHNESS_HOURS',
} as const;

/**
 * `frequent`: no warehouse, every few minutes. `hourly`: load history, ledger and credits, on the monitor's own
 * warehouse. Each schedule sends its own; a tick that finds another of its kind under way does nothing.
 */
export type Tick = 'frequent' | 'hourly';

export interface MonitorEvent {
  readonly tick: Tick;
}

export interface MonitorResult {
  readonly tick: Tick;
  /** False where another tick of this kind was under way. */
  readonly ran: boolean;
  /** Data points published. */
  readonly published: number;
}

/** The one dimension that every metric has. */
export const ENVIRONMENT_DIMENSION = 'Environment';

export type DetailDimension = 'Pipe' | 'Domain' | 'Model' | 'Consumer' | 'Source' | 'Tick';

export interface MetricDefinition {
  readonly unit: 'Count' | 'Seconds' | 'None';
  /**
   * How the series of the environment alone is made of the details, and the statistic to ask it with. A tick publishes
   * one point a series, so `Maximum` over a period of one tick is that point.
   */
  readonly total: 'sum' | 'maximum';
  /**
   * Beside the environment's series there is one a value of this dimension, with points only where they are not 0: a
   * series is paid for in every hour in which it has one. Alarms watch the environment's.
   */
  readonly detail?: DetailDimension;
  readonly tick: Tick | 'both';
  readonly meaning: string;
}

/** Every metric of our own. All are published by each tick they belong to, 0 where nothing is wrong. */
export const METRICS = {
  PipesNotRunning: {
    unit: 'Count',
    total: 'sum',
    detail: 'Pipe',
    tick: 'frequent',
    meaning: 'Pipes whose executionState is not RUNNING, or that are not there.',
  },
  PipeLag: {
    unit: 'Seconds',
    total: 'maximum',
    detail: 'Pipe',
    tick: 'frequent',
    meaning: 'Age of the oldest file that a pipe was told of and has not loaded; 0 where none waits.',
  },
  PipePendingFiles: {
    unit: 'Count',
    total: 'sum',
    detail: 'Pipe',
    tick: 'frequent',
    meaning: 'Files that a pipe was told of and has not loaded.',
  },
  NotificationLag: {
    unit: 'Seconds',
    total: 'maximum',
    detail: 'Pipe',
    tick: 'frequent',
    meaning:
      'Age of the oldest recent file that is newer than the last notification its pipe got: notifications that do not arrive raise no error in Snowflake.',
  },
  UndeliveredObjects: {
    unit: 'Count',
    total: 'sum',
    detail: 'Source',
    tick: 'frequent',
    meaning: 'Objects written below errors/ in the last 24 hours, by the folder below it.',
  },
  LastRunFailed: {
    unit: 'Count',
    total: 'sum',
    tick: 'frequent',
    meaning: '1 where the newest run that ended did not succeed.',
  },
  ModelsFailed: {
    unit: 'Count',
    total: 'sum',
    tick: 'frequent',
    meaning: 'Models that failed or were skipped for it in the newest run that ended.',
  },
  TestsFailed: {
    unit: 'Count',
    total: 'sum',
    tick: 'frequent',
    meaning: 'Tests that failed in the newest run that ended, or could not be run.',
  },
  TestsWarned: {
    unit: 'Count',
    total: 'sum',
    tick: 'frequent',
    meaning: 'Tests that warned in the newest run that ended.',
  },
  SecondsSinceRun: {
    unit: 'Seconds',
    total: 'maximum',
    tick: 'frequent',
    meaning:
      'Since the newest run started, whatever became of it, or a look found nothing to run. Not published before the first.',
  },
  RunSeconds: {
    unit: 'Seconds',
    total: 'maximum',
    tick: 'frequent',
    meaning: 'How long the run that is under way has been; 0 where none is.',
  },
  ModelAge: {
    unit: 'Seconds',
    total: 'maximum',
    detail: 'Model',
    tick: 'frequent',
    meaning:
      'Since a model was last published, or found unchanged by a run or by a look that had nothing to run. Details for what readers see (gold) alone: each series is paid for.',
  },
  ModelsStale: {
    unit: 'Count',
    total: 'sum',
    tick: 'frequent',
    meaning: 'Models older than their freshness (meta.lakehouse.freshness_hours, else FRESHNESS_HOURS).',
  },
  LoadsPartial: {
    unit: 'Count',
    total: 'sum',
    detail: 'Domain',
    tick: 'hourly',
    meaning: 'Files loaded in part, found by this tick.',
  },
  LoadsFailed: {
    unit: 'Count',
    total: 'sum',
    detail: 'Domain',
    tick: 'hourly',
    meaning: 'Files that loaded nothing for their errors, found by this tick.',
  },
  RowsRejected: {
    unit: 'Count',
    total: 'sum',
    detail: 'Domain',
    tick: 'hourly',
    meaning: 'Rows that did not load, of the files found by this tick.',
  },
  FilesMissing: {
    unit: 'Count',
    total: 'sum',
    detail: 'Domain',
    tick: 'hourly',
    meaning: 'Files that have lain in the lake for more than two hours and are not in the ledger.',
  },
  QuarantineUnresolved: {
    unit: 'Count',
    total: 'sum',
    detail: 'Model',
    tick: 'hourly',
    meaning: 'Rows in quarantine of which no accepted row has the key.',
  },
  QuarantineAdded: {
    unit: 'Count',
    total: 'sum',
    detail: 'Model',
    tick: 'hourly',
    meaning: 'By how much the unresolved rows have grown since the last hourly tick; 0 where they shrank.',
  },
  CreditsLastDay: {
    unit: 'None',
    total: 'sum',
    detail: 'Consumer',
    tick: 'hourly',
    meaning:
      'Snowflake credits of 24 whole hours that ended three hours ago (metering is that late), by warehouse, and by the kind of serverless service (PIPE, …) of the database.',
  },
  MonitorTick: {
    unit: 'Count',
    total: 'sum',
    detail: 'Tick',
    tick: 'both',
    meaning:
      '1 at the end of every tick that did all of its work: what is missing says that nobody looks. Watch each Tick by itself.',
  },
} as const satisfies { readonly [name: string]: MetricDefinition };

export type MetricName = keyof typeof METRICS;
