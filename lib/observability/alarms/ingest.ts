import { polled } from './own-metric';
import type { AlarmDefinition, Expectations } from './types';

/** Snowpipe loads a file "typically within a minute" and promises no time. */
const SLOW_PIPE = 1800;

/** From the lake to bronze, as the monitor sees it. */
export const ingestAlarms = (expected: Expectations): readonly AlarmDefinition[] => [
  {
    ...polled(expected, 'PipesNotRunning'),
    id: 'pipe-not-running',
    heading: 'pipe-not-running',
    meaning: 'A pipe is paused, stopped, stalled or gone: its files wait and nothing else says so.',
    threshold: 0,
    periods: 2,
    reason:
      'a pipe that is not RUNNING loads nothing; two ticks, since a deploy pauses pipes for a moment while it changes them.',
    severity: 'day',
  },
  {
    ...polled(expected, 'PipeLag'),
    id: 'pipe-lag',
    heading: 'pipe-lag',
    meaning: 'A file that a pipe was told of is not loaded yet.',
    threshold: SLOW_PIPE,
    periods: 2,
    reason: 'Snowpipe takes about a minute a file; half an hour is no longer a queue that drains by itself.',
    severity: 'day',
  },
  {
    ...polled(expected, 'NotificationLag'),
    id: 'notifications-late',
    heading: 'notifications-late',
    meaning: 'Files have landed that their pipe was never told of.',
    threshold: SLOW_PIPE,
    periods: 2,
    reason:
      'S3 tells of an object within seconds, sometimes a minute or more; half an hour means that it will not.',
    severity: 'day',
  },
  {
    ...polled(expected, 'FilesMissing'),
    id: 'files-missing',
    heading: 'files-missing',
    meaning: 'Files lie in the lake that no pipe has loaded.',
    threshold: 0,
    periods: 1,
    reason: 'the count starts two hours after a file landed, which no sound load takes; one file is enough.',
    severity: 'day',
  },
  {
    ...polled(expected, 'LoadsPartial'),
    id: 'loads-partial',
    heading: 'loads-partial',
    meaning: 'A file was loaded in part: some of its rows are in bronze and some are not.',
    threshold: 0,
    periods: 1,
    reason: 'Snowflake reports such a file as loaded and raises no error, so the first one counts.',
    severity: 'day',
  },
  {
    ...polled(expected, 'LoadsFailed'),
    id: 'loads-failed',
    heading: 'loads-failed',
    meaning: 'A file loaded nothing at all.',
    threshold: 0,
    periods: 1,
    reason: 'a pipe never tries such a file again by itself, so the first one counts.',
    severity: 'day',
  },
  {
    ...polled(expected, 'RowsRejected'),
    id: 'rows-rejected',
    heading: 'rows-rejected',
    meaning: 'Many rows did not load within an hour.',
    threshold: 100,
    periods: 1,
    reason:
      'loads-partial tells of the first row; more than a hundred in an hour are a source that has changed, not some broken lines.',
    severity: 'day',
  },
  {
    ...polled(expected, 'UndeliveredObjects'),
    id: 'undelivered-objects',
    heading: 'undelivered-objects',
    meaning: 'Events were kept below errors/ in place of being delivered.',
    threshold: 0,
    periods: 1,
    reason:
      'what lies there is in no table until somebody puts it back; the count forgets an object after 24 hours.',
    severity: 'day',
  },
];
