import { polled } from './own-metric';
import type { AlarmDefinition, Expectations } from './types';

const inWords = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;

/** Runs and what they published, as the monitor sees them. */
export const runAlarms = (expected: Expectations): readonly AlarmDefinition[] => [
  {
    ...polled(expected, 'ModelsStale'),
    id: 'models-stale',
    heading: 'models-stale',
    meaning: 'Readers see tables that no run has confirmed for too long.',
    threshold: 0,
    periods: 2,
    reason: `a model counts after its own freshness_hours, else after ${inWords(expected.freshness)}: the longest pause between two scheduled runs and two hours; two ticks, so that a run that is just publishing is not interrupted.`,
    severity: 'wake',
  },
  {
    ...polled(expected, 'LastRunFailed'),
    id: 'run-failed',
    heading: 'run-failed',
    meaning: 'The newest run that ended did not succeed.',
    threshold: 0,
    periods: 1,
    reason:
      'one failed run is enough; readers keep the last tables that passed their tests, which is why it can wait for the day unless models-stale fires as well.',
    severity: 'day',
  },
  {
    ...polled(expected, 'RunSeconds'),
    id: 'run-too-long',
    heading: 'run-too-long',
    meaning: 'A run has been under way for unusually long.',
    threshold: expected.longestRun,
    periods: 1,
    reason: `${inWords(expected.longestRun)}: beyond it runs pile up behind the lock, and every statement's own time-out has passed.`,
    severity: 'day',
  },
  {
    ...polled(expected, 'TestsFailed'),
    id: 'tests-failed',
    heading: 'tests-failed',
    meaning: 'Tests failed in the newest run, or could not be run: their models were not published.',
    threshold: 0,
    periods: 1,
    reason: 'a test with severity error blocks its model; those with severity warn are not counted.',
    severity: 'day',
  },
  {
    ...polled(expected, 'QuarantineAdded'),
    id: 'quarantine-growth',
    heading: 'quarantine-growth',
    meaning: 'The number of rows set aside without an accepted row of their key has jumped.',
    threshold: 100,
    periods: 1,
    reason:
      'some rows a day are set aside as things are; more than a hundred within an hour are a source that has changed.',
    severity: 'day',
  },
  {
    ...polled(expected, 'CreditsLastDay'),
    id: 'credits-per-day',
    heading: 'credits-per-day',
    meaning: 'Snowflake has used more credits in 24 hours than this environment is meant to.',
    threshold: expected.creditsPerDay,
    periods: 1,
    reason:
      'budgets.creditsPerDay of the settings; the figures are up to three hours old, and the resource monitor suspends the warehouses by the month, which is later.',
    severity: 'day',
  },
];
