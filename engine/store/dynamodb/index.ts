import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  QueryCommand,
  GetItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import type { Json } from '../../project/types';
import { keptDays } from '../../run/retention';
import type { Item, Store } from '../../run/store';
import { readAll, writeAll } from './batches';
import { decode, encode, type Encoded } from './body';
import { headOf, partKeys, STATE, stateKey, type Head, type Row } from './table';

export { STATE_TABLE } from './table';

export interface DynamoOptions {
  readonly table: string;
  /** @default AWS_REGION */
  readonly region?: string | undefined;
  readonly now: () => Date;
  /** @default one for this table, found as the AWS SDK finds it */
  readonly client?: DynamoDBClient | undefined;
}

/** A reader that meets a body just as it is replaced looks again. */
const LOOKS = 8;

/**
 * Run state in a DynamoDB table. Reads are consistent; the head of an item is written last and under its condition,
 * so a body is there whole or not at all. Parts that nobody points to any more are removed by whoever replaced them,
 * else by the table's time to live.
 */
export function dynamoStore({ table, region, now, client: given }: DynamoOptions): Store {
  const client = given ?? new DynamoDBClient({ maxAttempts: 5, ...(region === undefined ? {} : { region }) });

  const remove = (keys: readonly Row[]) =>
    writeAll(
      client,
      table,
      keys.map((Key) => ({ DeleteRequest: { Key } })),
    );

  const find = async (key: string): Promise<Head | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: stateKey(key), ConsistentRead: true }),
    );
    return Item && headOf(Item);
  };

  /** Undefined where a part is gone: somebody has replaced the item meanwhile. */
  const bodyOf = async ({ text, first, writer, more }: Head): Promise<{ body: Json } | undefined> => {
    if (text !== undefined) return { body: await decode({ kind: 'text', text }) };
    const rows = more === 0 ? [] : await readAll(client, table, partKeys(writer, more));
    if (rows.length < more || !first) return undefined;
    const ordered = [...rows].sort((a, b) => ((a['key']?.S ?? '') < (b['key']?.S ?? '') ? -1 : 1));
    const parts = [first, ...ordered.flatMap((row) => row['body']?.B ?? [])];
    return { body: await decode({ kind: 'packed', parts }) };
  };

  const load = async (head: Head | undefined): Promise<Item | undefined> => {
    let current = head;
    for (let look = 0; current && look < LOOKS; look += 1) {
      const found = await bodyOf(current);
      if (found) return { key: current.key, version: current.version, body: found.body };
      current = await find(current.key);
    }
    if (current) throw new Error(`parts of ${current.key} are missing from DynamoDB table ${table}`);
    return undefined;
  };

  const heads = async (prefix: string): Promise<readonly Head[]> => {
    const found: Head[] = [];
    let start: Row | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          // DynamoDB takes no empty prefix.
          KeyConditionExpression:
            prefix === '' ? '#space = :space' : '#space = :space AND begins_with(#key, :prefix)',
          ExpressionAttributeNames:
            prefix === '' ? { '#space': 'space' } : { '#space': 'space', '#key': 'key' },
          ExpressionAttributeValues: {
            ':space': { S: STATE },
            ...(prefix === '' ? {} : { ':prefix': { S: prefix } }),
          },
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      found.push(...(page.Items ?? []).map(headOf));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  };

  return {
    async get(key) {
      return load(await find(key));
    },

    async list(prefix) {
      const items = await Promise.all((await heads(prefix)).map(load));
      return items.flatMap((item) => item ?? []);
    },

    async put(key, body, expected) {
      const writer = randomUUID();
      const days = keptDays(key);
      const expires =
        days === undefined ? undefined : String(Math.ceil(now().getTime() / 1000) + days * 86_400);
      const encoded = await encode(body);
      const [, ...more] = encoded.kind === 'packed' ? encoded.parts : [];
      const keys = partKeys(writer, more.length);
      await writeAll(
        client,
        table,
        more.map((part, index) => ({
          PutRequest: {
            Item: { ...keys[index], body: { B: part }, ...(expires ? { expires: { N: expires } } : {}) },
          },
        })),
      );
      const written = await writeHead(client, table, { key, writer, encoded, expires, expected });
      // What the write left without an owner: the parts that it replaced, or its own where it came too late.
      if (written.version === undefined) await remove(keys);
      else if (written.before && written.before.writer !== writer) {
        await remove(partKeys(written.before.writer, written.before.more));
      }
      return written.version;
    },

    async clear(prefix) {
      const found = await heads(prefix);
      await remove(found.map(({ key }) => stateKey(key)));
      await remove(found.flatMap(({ writer, more }) => partKeys(writer, more)));
    },
  };
}

interface Write {
  readonly key: string;
  readonly writer: string;
  readonly encoded: Encoded;
  /** Seconds since 1970, when the table may forget it. */
  readonly expires: string | undefined;
  readonly expected: number | undefined;
}

async function writeHead(
  client: DynamoDBClient,
  table: string,
  { key, writer, encoded, expires, expected }: Write,
): Promise<{ readonly version: number | undefined; readonly before?: Head | undefined }> {
  const packed = encoded.kind === 'packed' ? encoded.parts : undefined;
  const wanted: { readonly [name: string]: AttributeValue | undefined } = {
    writer: { S: writer },
    text: encoded.kind === 'text' ? { S: encoded.text } : undefined,
    body: packed?.[0] && { B: packed[0] },
    more: packed && packed.length > 1 ? { N: String(packed.length - 1) } : undefined,
    expires: expires === undefined ? undefined : { N: expires },
  };
  const set = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const removed = Object.keys(wanted).filter((name) => wanted[name] === undefined);
  const condition =
    expected === undefined
      ? undefined
      : expected === 0
        ? 'attribute_not_exists(#version)'
        : '#version = :expected';
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: stateKey(key),
        UpdateExpression: [
          `SET #version = if_not_exists(#version, :none) + :one`,
          ...set.map(([name]) => `, #${name} = :${name}`),
          removed.length > 0 ? ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : '',
        ].join(''),
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ExpressionAttributeNames: {
          '#version': 'version',
          ...Object.fromEntries(Object.keys(wanted).map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':none': { N: '0' },
          ':one': { N: '1' },
          ...(expected === undefined || expected === 0 ? {} : { ':expected': { N: String(expected) } }),
          ...Object.fromEntries(set.flatMap(([name, value]) => (value ? [[`:${name}`, value]] : []))),
        },
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const before = Attributes && headOf(Attributes);
    return { version: (before?.version ?? 0) + 1, before };
  } catch (error: unknown) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Where the answer to a write was lost, the SDK sends it again, and it meets itself.
    const found = error.Item && headOf(error.Item);
    return { version: found?.writer === writer ? found.version : undefined };
  }
}
