import type { StreamRecord } from './port';

/** What a service takes, as its documentation states it. Bytes are those of the UTF-8 text. */
export interface RecordLimits {
  readonly recordBytes: number;
  /** Kinesis counts the partition key into a record's size. */
  readonly countsPartitionKey: boolean;
}

export interface Refusal {
  readonly code: 'TooLarge' | 'LineBreak';
  readonly message: string;
}

/** Bytes of a record on the wire, its line break included. */
export function recordBytes({ data, partitionKey }: StreamRecord, limits: RecordLimits): number {
  return Buffer.byteLength(data) + 1 + (limits.countsPartitionKey ? Buffer.byteLength(partitionKey) : 0);
}

/** Why no attempt could deliver a record; undefined where one can. */
export function refusalOf(record: StreamRecord, limits: RecordLimits): Refusal | undefined {
  if (record.data.includes('\n') || record.data.includes('\r'))
    return { code: 'LineBreak', message: 'A record is one line: this one has a line break in it.' };
  const bytes = recordBytes(record, limits);
  if (bytes <= limits.recordBytes) return undefined;
  const message = `The record has ${bytes} bytes with its line break; the stream takes ${limits.recordBytes}.`;
  return { code: 'TooLarge', message };
}
