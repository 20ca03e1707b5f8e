/**
 * How an alarm is called and what it says of itself: written by the template, read by whoever gets its message and by
 * `lakehouse alarms`. Imports the names alone.
 */
import { prefixOf, type Environment } from './contract';

/**
 * `wake`: readers get stale data, data is about to be lost, or nobody is looking; at any hour. `day`: in the next
 * working hours, since nothing gets worse until then.
 */
export type Severity = 'wake' | 'day';

export interface AlarmText {
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  /** Why the threshold is where it is. */
  readonly reason: string;
  readonly severity: Severity;
  /** Heading of docs/runbook.md, as an anchor. */
  readonly heading: string;
}

export const alarmNameOf = (env: Environment, id: string): string => `${prefixOf(env)}-${id}`;

/** Where the runbook is, unless the settings name another place. */
export const RUNBOOK = 'docs/runbook.md';

/** CloudWatch keeps 1,024 characters. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const LONGEST_DESCRIPTION = 1024;

export function describeAlarm(text: AlarmText, runbook: string = RUNBOOK): string {
  return [
    text.meaning,
    `Threshold: ${text.reason}`,
    `Severity: ${text.severity}`,
    `Runbook: ${runbook}#${text.heading}`,
  ].join('\n');
}

export interface DescribedAlarm extends AlarmText {
  /** With its anchor. */
  readonly runbook: string;
}

/** Undefined for a description that is none of ours. */
export function readDescription(description: string): DescribedAlarm | undefined {
  const found = /^([^]+)\nThreshold: (.+)\nSeverity: (wake|day)\nRunbook: (\S+#(\S+))$/.exec(description);
  if (!found) return undefined;
  const [, meaning = '', reason = '', severity, runbook = '', heading = ''] = found;
  return { meaning, reason, severity: severity === 'wake' ? 'wake' : 'day', runbook, heading };
}
