import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** The state table: `lib/transforms` makes it. */
export const STATE_TABLE = { partitionKey: 'space', sortKey: 'key', expires: 'expires' } as const;

/**
 * All items share one partition, so that a prefix can be listed in order whatever it is. A run writes some hundred
 * items a minute; a partition takes a thousand writes a second.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const STATE = 'state';
/** Where the later parts of large bodies lie: no list meets them. */
export const PARTS = 'part';

export type Row = Record<string, AttributeValue>;

export interface Head {
  readonly key: string;
  readonly version: number;
  /** Who wrote it: a write that was sent twice knows itself by it, and its parts are named after it. */
  readonly writer: string;
  readonly text: string | undefined;
  readonly first: Uint8Array | undefined;
  /** Parts beside the first. */
  readonly more: number;
}

export function headOf(row: Row): Head {
  return {
    key: row['key']?.S ?? '',
    version: Number(row['version']?.N ?? 0),
    writer: row['writer']?.S ?? '',
    text: row['text']?.S,
    first: row['body']?.B,
    more: Number(row['more']?.N ?? 0),
  };
}

export const stateKey = (key: string): Row => ({ space: { S: STATE }, key: { S: key } });

export function partKeys(writer: string, more: number): readonly Row[] {
  return Array.from({ length: more }, (_, index) => ({
    space: { S: PARTS },
    key: { S: `${writer}/${String(index + 1).padStart(4, '0')}` },
  }));
}
