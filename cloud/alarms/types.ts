import type { Severity } from '../../lambdas/deployment/alarms';

/** What CloudWatch says of an alarm; `unknown`: it has no data to tell by. */
export type AlarmStatus = 'alarm' | 'unknown' | 'ok';

export interface AlarmState {
  /** Without the environment's prefix. */
  readonly alarm: string;
  readonly status: AlarmStatus;
  /** Since when it has this status, ISO 8601. */
  readonly since: string;
  /** Newest data point of what it watches; undefined where there was none in the time that it looks at. */
  readonly value: number | undefined;
  /** `> 0`, and `for 2 x 5 min` where several periods count. */
  readonly threshold: string;
  readonly meaning: string;
  /** Why the threshold is where it is. */
  readonly reason: string;
  readonly severity: Severity;
  /** Heading of the runbook, with where that is. */
  readonly runbook: string;
  /** False where somebody has switched its messages off. */
  readonly tells: boolean;
}
