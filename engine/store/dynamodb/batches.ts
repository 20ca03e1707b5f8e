import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Row } from './table';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const WRITES = 25;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const READS = 40;
/** What a throttled table leaves out of a batch is sent again, ever later, for about a minute. */
const ATTEMPTS = 10;

const pauseBefore = (attempt: number): number => (attempt === 0 ? 0 : Math.min(50 * 2 ** attempt, 10_000));

export async function writeAll(
  client: DynamoDBClient,
  table: string,
  writes: readonly WriteRequest[],
): Promise<void> {
  for (let at = 0; at < writes.length; at += WRITES) {
    let left: WriteRequest[] = writes.slice(at, at + WRITES);
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error(`DynamoDB table ${table} left ${left.length} writes undone`);
      await sleep(pauseBefore(attempt));
      const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
      left = answer.UnprocessedItems?.[table] ?? [];
    }
  }
}

/** The items of these keys, in any order; those that are not there are left out. */
export async function readAll(
  client: DynamoDBClient,
  table: string,
  keys: readonly Row[],
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < keys.length; at += READS) {
    let left: Row[] = keys.slice(at, at + READS);
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error(`DynamoDB table ${table} left ${left.length} reads undone`);
      await sleep(pauseBefore(attempt));
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
      );
      found.push(...(answer.Responses?.[table] ?? []));
      const more = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      // A page ends at 16 MB: what was got shows that it goes on.
      if (more.length < left.length) attempt = 0;
      left = more;
    }
  }
  return found;
}
