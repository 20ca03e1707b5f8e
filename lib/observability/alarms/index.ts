import type { Watched } from '../watched';
import { ingestAlarms } from './ingest';
import { machineryAlarms } from './machinery';
import { runAlarms } from './runs';
import { scheduleAlarms } from './schedules';
import { streamAlarms } from './stream';
import type { AlarmDefinition, Expectations } from './types';

export type { AlarmDefinition, Expectations } from './types';

/** Every alarm of an environment, in the order in which a person reads them. */
export function alarmCatalogue(watched: Watched, expected: Expectations): readonly AlarmDefinition[] {
  return [
    ...runAlarms(expected),
    ...ingestAlarms(expected),
    ...streamAlarms(watched, expected),
    ...scheduleAlarms(watched, expected),
    ...machineryAlarms(watched),
  ];
}
