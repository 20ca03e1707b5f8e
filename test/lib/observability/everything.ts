import { alarmCatalogue, type AlarmDefinition, type Expectations } from '../../../lib/observability/alarms';
import type { Watched } from '../../../lib/observability/watched';

/** One of everything that can be watched, also of what no environment has today. */
export const everything: Watched = {
  functions: [{ part: 'runs-advance', name: 'advance' }],
  queues: [
    { part: 'arrivals', name: 'dead', kind: 'dead-letter' },
    { part: 'orders', name: 'work', kind: 'work' },
  ],
  rules: [{ part: 'landed', name: 'landed' }],
  schedules: [
    { part: 'monitor-frequent', name: 's1', gapSeconds: 300, target: { kind: 'monitor', tick: 'frequent' } },
    { part: 'monitor-hourly', name: 's2', gapSeconds: 3600, target: { kind: 'monitor', tick: 'hourly' } },
    { part: 'arrivals', name: 's3', gapSeconds: 86_400, target: { kind: 'machine', arn: 'machine' } },
    {
      part: 'generator',
      name: 's4',
      gapSeconds: 300,
      target: { kind: 'function', part: 'generator', name: 'generator' },
    },
  ],
  scheduleGroups: [{ part: 'group', name: 'group' }],
  machines: [{ part: 'runs-machine', arn: 'machine' }],
  streams: [{ part: 'stream', name: 'stream', retentionHours: 72 }],
  deliveries: [
    { part: 'delivery', name: 'delivery', source: 'stream' },
    { part: 'straight', name: 'straight', source: 'direct' },
  ],
};

export const expected: Expectations = {
  environment: 'dev',
  frequentTick: 300,
  deliveryBuffer: 60,
  longestRun: 7200,
  freshness: 26 * 3600,
  creditsPerDay: 5,
};

export const catalogue: readonly AlarmDefinition[] = alarmCatalogue(everything, expected);
