import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import { dynamoStore } from '../../../../engine/store/dynamodb';
import type { Store } from '../../../../engine/run/store';
import { dynamoServer, type DynamoServer } from '../../../support/dynamodb-server';
import { storeContract } from '../../../support/store-contract';

const TABLE = 'state';
const now = (): Date => new Date('2026-01-02T03:04:05Z');
const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 5,
  });

/** JSON that does not pack: `bytes` of noise. */
const noise = (bytes: number): string => randomBytes(bytes / 2).toString('hex');

/** A server by other people, where conformance names one. */
const elsewhere = process.env['LAKEHOUSE_DYNAMODB_ENDPOINT'];

if (elsewhere === undefined) {
  let server: DynamoServer;
  const open = async (): Promise<Store> => {
    await server?.close();
    server = await dynamoServer(TABLE);
    return dynamoStore({ table: TABLE, now, client: clientOf(server.url) });
  };
  afterAll(() => server.close());

  storeContract('DynamoDB', open);
  largeBodies(open, () => [...server.items.keys()].filter((id) => id.startsWith('part\n')).length);

  describe('a table that answers badly', () => {
    test('a write whose answer was lost is known for one’s own', async () => {
      const store = await open();
      let lost = 0;
      server.disturb = (operation) => (operation === 'UpdateItem' && lost++ === 0 ? 'lose' : 'answer');
      expect(await store.put('lock/run', { token: 1 }, 0)).toBe(1);
      expect(lost).toBe(2);
      lost = 0;
      expect(await store.put('lock/run', { token: 2 }, 1)).toBe(2);
      expect(await store.put('lock/run', { token: 3 }, 1)).toBeUndefined();
    });

    test('a large body whose write was sent twice keeps its parts', async () => {
      const store = await open();
      let lost = 0;
      server.disturb = (operation) => (operation === 'UpdateItem' && lost++ === 0 ? 'lose' : 'answer');
      const body = noise(3_000_000);
      await store.put('plan/a', body);
      expect((await store.get('plan/a'))?.body).toBe(body);
    });

    test('a throttled table is asked again', async () => {
      const store = await open();
      let refused = 0;
      server.disturb = () => (refused++ < 1 ? 'refuse' : 'answer');
      expect(await store.put('k', 1)).toBe(1);
    });

    test('a body is whole or not at all: parts without their head are nobody’s', async () => {
      const store = await open();
      await store.put('plan/a', 'before');
      server.disturb = (operation) => (operation === 'UpdateItem' ? 'deny' : 'answer');
      await expect(store.put('plan/a', noise(3_000_000))).rejects.toThrow('not authorized');
      server.disturb = () => 'answer';
      expect(await store.get('plan/a')).toEqual({ key: 'plan/a', version: 1, body: 'before' });
      // The table forgets them by itself.
      const parts = [...server.items.values()].filter(({ space }) => space?.S === 'part');
      expect(parts.length).toBeGreaterThan(3);
      for (const { expires } of parts)
        expect(expires).toEqual({ N: String(now().getTime() / 1000 + 30 * 86_400) });
    });

    test('every read is consistent', async () => {
      const store = await open();
      await store.put('run/a', 1);
      const seen: string[] = [];
      server.disturb = (operation) => (seen.push(operation), 'answer');
      await store.get('run/a');
      await store.list('run/');
      expect(seen).toEqual(['GetItem', 'Query']);
    });
  });
} else {
  const client = clientOf(elsewhere);
  const tables: string[] = [];
  const open = async (): Promise<Store> => {
    const table = `state-${tables.length}-${randomBytes(4).toString('hex')}`;
    tables.push(table);
    await client.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'space', AttributeType: 'S' },
          { AttributeName: 'key', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'space', KeyType: 'HASH' },
          { AttributeName: 'key', KeyType: 'RANGE' },
        ],
      }),
    );
    return dynamoStore({ table, now, client });
  };
  afterAll(async () => {
    for (const TableName of tables) await client.send(new DeleteTableCommand({ TableName }));
  });
  storeContract('DynamoDB of another server', open);
  largeBodies(open, undefined);
}

function largeBodies(open: () => Promise<Store>, parts: (() => number) | undefined): void {
  describe('bodies that no item holds', () => {
    test('are there whole, and are replaced with all their parts', async () => {
      const store = await open();
      const [first, second] = [noise(4_000_000), { deep: [noise(1_500_000)] }];
      expect(await store.put('plan/a', first, 0)).toBe(1);
      expect(await store.get('plan/a')).toEqual({ key: 'plan/a', version: 1, body: first });
      const before = parts?.();
      expect(await store.put('plan/a', second, 1)).toBe(2);
      expect((await store.get('plan/a'))?.body).toEqual(second);
      if (parts) expect([before, parts()]).toEqual([11, 4]);
      await store.put('plan/a', 'small');
      if (parts) expect(parts()).toBe(0);
      expect((await store.list('plan/')).map(({ body }) => body)).toEqual(['small']);
    });

    test('a write that comes too late leaves no parts', async () => {
      const store = await open();
      await store.put('plan/a', 'there', 0);
      expect(await store.put('plan/a', noise(2_000_000), 0)).toBeUndefined();
      expect((await store.get('plan/a'))?.body).toBe('there');
      if (parts) expect(parts()).toBe(0);
    });

    test('are cleared with their parts', async () => {
      const store = await open();
      await store.put('plan/a', noise(2_000_000));
      await store.clear('plan/');
      expect(await store.get('plan/a')).toBeUndefined();
      if (parts) expect(parts()).toBe(0);
    });

    test('a list goes over pages', async () => {
      const store = await open();
      const bodies = Array.from({ length: 12 }, () => noise(400_000));
      for (const [index, body] of bodies.entries())
        await store.put(`node/${String(index).padStart(2, '0')}`, body);
      expect((await store.list('node/')).map(({ body }) => body)).toEqual(bodies);
    });

    test('a reader never meets half of a body while it is replaced', async () => {
      const store = await open();
      const versions = Array.from({ length: 4 }, (_, index) => `${index}${noise(1_500_000)}`);
      await store.put('plan/a', versions[0] ?? '');
      const writing = (async () => {
        for (const body of versions.slice(1)) await store.put('plan/a', body);
      })();
      for (let look = 0; look < 6; look += 1) {
        expect(versions).toContain((await store.get('plan/a'))?.body);
      }
      await writing;
    });
  });
}
