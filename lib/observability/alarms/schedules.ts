import { ownMetric } from './own-metric';
import type { Watched, WatchedSchedule } from '../watched';
import type { AlarmDefinition, Expectations, WatchedMetric } from './types';

const HOUR = 3600;
/** Seven days, the longest that an alarm looks back. */
const MOST_PERIODS = 168;

/** Every schedule has an alarm for its silence, which nobody else would hear. */
export const scheduleAlarms = (
  { schedules }: Watched,
  { environment }: Expectations,
): readonly AlarmDefinition[] => schedules.map((schedule) => notRunning(schedule, environment));

function notRunning(schedule: WatchedSchedule, environment: string): AlarmDefinition {
  const { name, part, gapSeconds } = schedule;
  const window = windowOf(part, gapSeconds);
  const { metric, ...text } = heardBy(schedule, environment);
  return {
    ...text,
    metric,
    id: text.heading === part ? part : `${text.heading}-${part}`,
    statistic: 'Sum',
    ...window,
    comparison: '<',
    threshold: 1,
    missing: 'breaching',
    reason: `none in ${window.periods} periods of ${window.periodSeconds / 60} min, where the schedule's longest pause is ${Math.round(gapSeconds / 60)} min; silence is the failure, so missing data counts as none.`,
    notRunning: name,
  };
}

function windowOf(part: string, gapSeconds: number): Pick<AlarmDefinition, 'periodSeconds' | 'periods'> {
  if (gapSeconds < HOUR) return { periodSeconds: Math.ceil(gapSeconds / 60) * 60, periods: 3 };
  const periods = Math.ceil(gapSeconds / HOUR) + 2;
  if (periods > MOST_PERIODS) {
    throw new Error(
      `The schedule ${part} pauses for ${Math.round(gapSeconds / HOUR)} h: an alarm looks back for 7 days at most, so nobody would hear that it stopped. Let it run at least every 6 days.`,
    );
  }
  return { periodSeconds: HOUR, periods };
}

/** What is heard when the schedule has done its work, the nearer to the work's end the better. */
function heardBy(
  { target }: WatchedSchedule,
  environment: string,
): { readonly metric: WatchedMetric } & Pick<AlarmDefinition, 'heading' | 'meaning' | 'severity'> {
  switch (target.kind) {
    case 'monitor':
      return {
        metric: ownMetric(environment, 'MonitorTick', { Tick: target.tick }),
        heading: 'monitor-not-running',
        meaning: `The monitor's ${target.tick} look does not end: most other alarms hear nothing either.`,
        severity: 'wake',
      };
    case 'machine':
      return {
        metric: {
          namespace: 'AWS/States',
          name: 'ExecutionsStarted',
          dimensions: { StateMachineArn: target.arn },
        },
        heading: 'run-not-started',
        meaning: 'No run has been started, neither by the schedule nor by an arrival.',
        severity: 'day',
      };
    case 'function':
      return {
        metric: { namespace: 'AWS/Lambda', name: 'Invocations', dimensions: { FunctionName: target.name } },
        heading: 'function-not-running',
        meaning: `The function ${target.part} is on a schedule and is not called.`,
        severity: 'day',
      };
  }
}
