/** What the template sets and the event generator reads. Imports nothing. */
export const GENERATOR_ENV = {
  environment: 'LAKEHOUSE_ENVIRONMENT',
  /** DynamoDB table of run state; the generator's items are below `generator/`. */
  stateTable: 'STATE_TABLE',
  /** The lake: records that could not be delivered are kept below `errors/stream/` (the only write). */
  bucket: 'LAKEHOUSE_BUCKET',
  streamKind: 'STREAM_KIND',
  streamName: 'STREAM_NAME',
  /** A whole number. Two environments with one seed tell the same story. @default 1 */
  seed: 'GENERATOR_SEED',
  /** Mean over a day. @default 132 */
  sessionsPerHour: 'GENERATOR_SESSIONS_PER_HOUR',
  /** Share of events with each kind of trouble, as JSON: `{"duplicates":0.01}`. @default none */
  trouble: 'GENERATOR_TROUBLE',
} as const;

export type StreamKind = 'kinesis' | 'firehose';

/** The schedule sends what it likes: all is in the state. */
export type GeneratorEvent = object;

export interface GeneratorResult {
  /** The span of the shop's time that was sent, ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** Lines given to the stream, and those of them that it did not take and that are kept in the lake. */
  readonly lines: number;
  readonly kept: number;
  /** False where time ran out before the present was reached: the next invocation goes on. */
  readonly caughtUp: boolean;
}
