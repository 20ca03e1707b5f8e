import { createServer, type IncomingMessage } from 'node:http';

/**
 * The calls of DynamoDB's JSON protocol that the state table needs, with the limits that shape its adapter: an item of
 * 400 KB, a page of 1 MB, batches that are done in part. An expression that it does not know fails.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
 */
export interface DynamoServer {
  readonly url: string;
  /** All items, by partition and sort key. */
  readonly items: ReadonlyMap<string, Row>;
  /** Calls in the order of their coming. */
  readonly calls: string[];
  /** Called before a call is answered; `lose` carries it out and cuts the connection, `refuse` throttles it, `deny` ends it. */
  disturb: (operation: string) => 'answer' | 'lose' | 'refuse' | 'deny';
  close(): Promise<void>;
}

type Value = { readonly S?: string; readonly N?: string; readonly B?: string };
type Row = { readonly [name: string]: Value };
interface Request {
  readonly TableName: string;
  readonly Key: Row;
  readonly ConsistentRead?: boolean;
  readonly KeyConditionExpression: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: { readonly [name: string]: string };
  readonly ExpressionAttributeValues: { readonly [name: string]: Value };
  readonly ExclusiveStartKey?: Row;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly RequestItems: { readonly [table: string]: unknown };
}

class Refusal extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly item?: Row,
  ) {
    super(message);
  }
}

const MOST_ITEM_BYTES = 400 * 1024;
const MOST_PAGE_BYTES = 1024 * 1024;

const idOf = (key: Row): string => `${key['space']?.S ?? ''}\n${key['key']?.S ?? ''}`;
const sizeOf = (row: Row): number =>
  Object.entries(row).reduce(
    (sum, [name, { S, N, B }]) =>
      sum +
      name.length +
      Buffer.byteLength(S ?? N ?? '') +
      (B === undefined ? 0 : Buffer.from(B, 'base64').length),
    0,
  );

export async function dynamoServer(table: string): Promise<DynamoServer> {
  const items = new Map<string, Row>();
  const calls: string[] = [];

  const write = (row: Row): void => {
    if (sizeOf(row) > MOST_ITEM_BYTES)
      throw new Refusal('ValidationException', 'Item size has exceeded the maximum allowed size');
    items.set(idOf(row), row);
  };

  const update = (request: Request): object => {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
    const before = items.get(idOf(request.Key));
    if (!holds(request.ConditionExpression, before, names, values)) {
      throw new Refusal(
        'ConditionalCheckFailedException',
        'The conditional request failed',
        request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before : undefined,
      );
    }
    const [, set = '', remove = ''] = /^SET (.*?)(?: REMOVE (.*))?$/.exec(request.UpdateExpression) ?? [];
    const row: { [name: string]: Value } = { ...(before ?? request.Key) };
    // By what was there before: expressions of one update do not see each other.
    for (const assignment of set.split(/,(?![^(]*\))/)) {
      const [target = '', expression = ''] = assignment.split(' = ').map((part) => part.trim());
      const sum = /^if_not_exists\((#\w+), (:\w+)\) \+ (:\w+)$/.exec(expression);
      const value = sum
        ? {
            N: String(
              Number(before?.[names[sum[1] ?? ''] ?? '']?.N ?? values[sum[2] ?? '']?.N) +
                Number(values[sum[3] ?? '']?.N),
            ),
          }
        : values[expression];
      const name = names[target];
      if (!value || name === undefined)
        throw new Refusal('ValidationException', `not known here: ${assignment}`);
      row[name] = value;
    }
    const removed = remove.split(', ').map((target) => names[target]);
    write(Object.fromEntries(Object.entries(row).filter(([name]) => !removed.includes(name))));
    return before ? { Attributes: before } : {};
  };

  const query = (request: Request): object => {
    const { ExpressionAttributeValues: values, KeyConditionExpression: condition } = request;
    const known = ['#space = :space', '#space = :space AND begins_with(#key, :prefix)'];
    if (!known.includes(condition)) throw new Refusal('ValidationException', `not known here: ${condition}`);
    const prefix = `${values[':space']?.S ?? ''}\n${values[':prefix']?.S ?? ''}`;
    const start = request.ExclusiveStartKey && idOf(request.ExclusiveStartKey);
    const found = [...items.keys()]
      .filter((id) => id.startsWith(prefix) && (start === undefined || id > start))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const page: Row[] = [];
    let bytes = 0;
    for (const id of found) {
      const row = items.get(id) ?? {};
      page.push(row);
      bytes += sizeOf(row);
      if (bytes < MOST_PAGE_BYTES) continue;
      const { space = {}, key = {} } = row;
      return { Items: page, Count: page.length, LastEvaluatedKey: { space, key } };
    }
    return { Items: page, Count: page.length };
  };

  /** Half of a batch is left for another call, as under load. */
  const inPart = <T>(all: readonly T[]): { now: readonly T[]; later: readonly T[] } => {
    const half = Math.ceil(all.length / 2);
    return { now: all.slice(0, half), later: all.slice(half) };
  };

  const batchWrite = (request: Request): object => {
    const writes = (request.RequestItems[table] ?? []) as {
      PutRequest?: { Item: Row };
      DeleteRequest?: { Key: Row };
    }[];
    if (writes.length > 25) throw new Refusal('ValidationException', 'Too many items requested');
    const { now, later } = inPart(writes);
    for (const { PutRequest, DeleteRequest } of now) {
      if (PutRequest) write(PutRequest.Item);
      if (DeleteRequest) items.delete(idOf(DeleteRequest.Key));
    }
    return { UnprocessedItems: later.length > 0 ? { [table]: later } : {} };
  };

  const batchGet = (request: Request): object => {
    const { Keys } = request.RequestItems[table] as { Keys: Row[] };
    if (Keys.length > 100) throw new Refusal('ValidationException', 'Too many items requested');
    const { now, later } = inPart(Keys);
    return {
      Responses: { [table]: now.flatMap((key) => items.get(idOf(key)) ?? []) },
      UnprocessedKeys: later.length > 0 ? { [table]: { Keys: later } } : {},
    };
  };

  const answer = (operation: string, request: Request): object => {
    const asked = request.TableName ?? Object.keys(request.RequestItems ?? {})[0];
    if (asked !== table) throw new Refusal('ResourceNotFoundException', 'Requested resource not found');
    switch (operation) {
      case 'GetItem': {
        const Item = items.get(idOf(request.Key));
        return Item ? { Item } : {};
      }
      case 'UpdateItem':
        return update(request);
      case 'Query':
        return query(request);
      case 'BatchWriteItem':
        return batchWrite(request);
      case 'BatchGetItem':
        return batchGet(request);
      default:
        throw new Refusal('UnknownOperationException', operation);
    }
  };

  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    };
    void bodyOf(request).then((body) => {
      calls.push(operation);
      const how = self.disturb(operation);
      try {
        if (how === 'refuse') throw new Refusal('ThrottlingException', 'Rate exceeded');
        if (how === 'deny') throw new Refusal('AccessDeniedException', 'not authorized');
        const answered = answer(operation, JSON.parse(body) as Request);
        if (how === 'lose') request.socket.destroy();
        else send(200, answered);
      } catch (error: unknown) {
        if (!(error instanceof Refusal)) return send(500, { message: String(error) });
        const { type, message, item } = error;
        send(400, {
          __type: `com.amazonaws.dynamodb.v20120810#${type}`,
          message,
          ...(item ? { Item: item } : {}),
        });
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const self: DynamoServer = {
    url: `http://127.0.0.1:${address.port}`,
    items,
    calls,
    disturb: () => 'answer',
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return self;
}

function holds(
  condition: string | undefined,
  row: Row | undefined,
  names: Request['ExpressionAttributeNames'],
  values: Request['ExpressionAttributeValues'],
): boolean {
  if (condition === undefined) return true;
  const absent = /^attribute_not_exists\((#\w+)\)$/.exec(condition);
  if (absent) return row?.[names[absent[1] ?? ''] ?? ''] === undefined;
  const equal = /^(#\w+) = (:\w+)$/.exec(condition);
  if (!equal) throw new Refusal('ValidationException', `not known here: ${condition}`);
  const found = row?.[names[equal[1] ?? ''] ?? ''];
  return found !== undefined && JSON.stringify(found) === JSON.stringify(values[equal[2] ?? '']);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
