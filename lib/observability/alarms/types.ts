import type { AlarmText } from '../../../lambdas/deployment/alarms';

export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
}

/** An alarm as plain data: all that CloudWatch is told, and why. */
export interface AlarmDefinition extends AlarmText {
  /** Unique in an environment: the alarm's name is the environment's prefix and this. */
  readonly id: string;
  readonly metric: WatchedMetric;
  readonly statistic: 'Sum' | 'Maximum' | 'Average';
  /** A multiple of 60. */
  readonly periodSeconds: number;
  /** Periods that are looked at, all of which must be beyond the threshold. */
  readonly periods: number;
  readonly comparison: '>' | '<';
  readonly threshold: number;
  /**
   * What a period without data means. `notBreaching`: the metric is sent only while something happens. `breaching`:
   * silence is the failure. `missing`: the state is unknown, and monitor-not-running tells why.
   */
  readonly missing: 'notBreaching' | 'breaching' | 'missing';
  /** The schedule whose silence this alarm hears. */
  readonly notRunning?: string;
}

/** What an environment is expected to do, by its settings. Durations in seconds. */
export interface Expectations {
  readonly environment: string;
  /** Between two frequent ticks of the monitor. */
  readonly frequentTick: number;
  /** After which Firehose writes what it has. */
  readonly deliveryBuffer: number;
  /** A run that takes longer wants a look. */
  readonly longestRun: number;
  /** After which a model that no run has confirmed is stale. */
  readonly freshness: number;
  /** Snowflake credits in 24 hours. */
  readonly creditsPerDay: number;
}
