import type { Watched } from '../watched';
import type { AlarmDefinition } from './types';

const FIVE_MINUTES = 300;

/** `Sum > 0` in five minutes; the metric is sent only while the thing does something. */
const any = {
  statistic: 'Sum',
  periodSeconds: FIVE_MINUTES,
  periods: 1,
  comparison: '>',
  threshold: 0,
  missing: 'notBreaching',
  severity: 'day',
} as const;

/** One set for each function, queue, rule and machine that there is: a new one is watched without being listed. */
export const machineryAlarms = ({
  functions,
  queues,
  rules,
  scheduleGroups,
  machines,
}: Watched): readonly AlarmDefinition[] => [
  ...functions.flatMap(({ part, name }): readonly AlarmDefinition[] => {
    const metric = (of: string) => ({
      namespace: 'AWS/Lambda',
      name: of,
      dimensions: { FunctionName: name },
    });
    return [
      {
        ...any,
        id: `function-errors-${part}`,
        heading: 'function-errors',
        metric: metric('Errors'),
        meaning: `The function ${part} threw or ran out of time.`,
        reason:
          'a function that works has no errors; what it was called for is tried again, so alone this one can wait for the day.',
      },
      {
        ...any,
        id: `function-throttled-${part}`,
        heading: 'function-throttled',
        metric: metric('Throttles'),
        periods: 3,
        meaning: `Calls of the function ${part} are refused for lack of concurrency.`,
        reason: 'a refused call is tried again; in each of three periods in a row it is no burst any more.',
      },
    ];
  }),
  ...queues.map(({ part, name, kind }): AlarmDefinition =>
    kind === 'dead-letter'
      ? {
          ...any,
          id: `dead-letters-${part}`,
          heading: 'dead-letters',
          metric: {
            namespace: 'AWS/SQS',
            name: 'ApproximateNumberOfMessagesVisible',
            dimensions: { QueueName: name },
          },
          statistic: 'Maximum',
          meaning: `Something was given up and lies in ${part}.`,
          reason: 'a message comes here after its last retry only, so the first one counts.',
        }
      : {
          ...any,
          id: `queue-waits-${part}`,
          heading: 'queue-waits',
          metric: {
            namespace: 'AWS/SQS',
            name: 'ApproximateAgeOfOldestMessage',
            dimensions: { QueueName: name },
          },
          statistic: 'Maximum',
          threshold: 900,
          meaning: `Messages of ${part} are not taken.`,
          reason:
            'seconds; whoever takes them takes them within one, and in a quarter of an hour retries have passed.',
        },
  ),
  ...rules.map(({ part, name }): AlarmDefinition => ({
    ...any,
    id: `rule-failed-${part}`,
    heading: 'rule-failed',
    metric: { namespace: 'AWS/Events', name: 'FailedInvocations', dimensions: { RuleName: name } },
    meaning: `The rule ${part} could not call its target and has given up.`,
    reason: 'EventBridge counts only what failed for good, and sends nothing while nothing does.',
  })),
  ...scheduleGroups.map(({ part, name }): AlarmDefinition => ({
    ...any,
    id: `schedule-dropped-${part}`,
    heading: 'schedule-dropped',
    metric: {
      namespace: 'AWS/Scheduler',
      name: 'InvocationDroppedCount',
      dimensions: { ScheduleGroup: name },
    },
    meaning: `A schedule of ${part} could not call its target and has given up.`,
    reason: 'it counts only what was given up after all retries.',
  })),
  ...machines.flatMap(({ part, arn }): readonly AlarmDefinition[] => {
    const metric = (of: string) => ({
      namespace: 'AWS/States',
      name: of,
      dimensions: { StateMachineArn: arn },
    });
    return [
      {
        ...any,
        id: `machine-failed-${part}`,
        heading: 'machine-failed',
        metric: metric('ExecutionsFailed'),
        meaning: `An execution of ${part} failed: its run did, or nobody could drive it.`,
        reason:
          'one failed run is enough; this is heard without the monitor, which tells the same as run-failed.',
      },
      {
        ...any,
        id: `machine-timed-out-${part}`,
        heading: 'machine-failed',
        metric: metric('ExecutionsTimedOut'),
        meaning: `An execution of ${part} ran out of time.`,
        reason: 'its time-out is two days, far beyond any run, so the first one counts.',
      },
    ];
  }),
];
