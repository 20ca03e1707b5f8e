/**
 * Where Firehose writes: by UTC day and hour of arrival, as the pipe's dataset and the local delivery have it.
 * https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
 */
export const EVENTS_PREFIX = 'bronze/events/dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/';

/** Outside of what pipes see. Obligatory beside a prefix with expressions, and so is the type of the error in it. */
export const ERRORS_PREFIX =
  'errors/firehose/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/';

export const EXTENSION = '.json.gz';

/** A prefix up to its first expression: what a policy can name. */
export const fixedPart = (prefix: string): string => prefix.slice(0, prefix.indexOf('!{'));
