import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { openSnowflake } from '../../../../engine/warehouse/snowflake';
import { blockOf } from '../../../../engine/warehouse/block';
import type { AsyncWarehouse, Outcome } from '../../../../engine/warehouse/statements';
import { localWarehouse } from '../../../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../../../support/snowflake-server';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

let behind: Awaited<ReturnType<typeof localWarehouse>>;
let server: StandIn;
const opened: AsyncWarehouse[] = [];

beforeEach(async () => {
  behind = await localWarehouse();
  server = await snowflakeStandIn(behind.warehouse);
});
afterEach(async () => {
  for (const warehouse of opened.splice(0)) await warehouse.close();
  await server.close();
  await behind.close();
});

async function open(): Promise<AsyncWarehouse> {
  const warehouse = await openSnowflake({
    account: 'acme-shop',
    user: 'LAKEHOUSE',
    database: 'LAKEHOUSE',
    accessUrl: server.url,
    authentication: { kind: 'key-pair', privateKey },
  });
  opened.push(warehouse);
  return warehouse;
}

async function ended({ statements }: AsyncWarehouse, queryId: string): Promise<Outcome> {
  for (;;) {
    const outcome = await statements.outcome(queryId);
    if (outcome.status !== 'running') return outcome;
  }
}

const tag = { app: 'lakehouse', run: 'R1', step: 'build orders' };
const long = new Date('2026-01-01');

test('the result of a statement is had by another process than the one that sent it', async () => {
  const [one, other] = [await open(), await open()];
  const queryId = await one.statements.submit('select 1 as n, null as v', { requestId: randomUUID(), tag });
  expect(await ended(other, queryId)).toMatchObject({ status: 'done', result: { rows: [[1, null]] } });
});

test('rows that DML touched are counted', async () => {
  const warehouse = await open();
  await warehouse.query('create schema LAKEHOUSE.S');
  await warehouse.query('create table LAKEHOUSE.S.T (a number)');
  const queryId = await warehouse.statements.submit('insert into LAKEHOUSE.S.T values (1), (2)', {
    requestId: randomUUID(),
    tag,
  });
  expect(await ended(warehouse, queryId)).toMatchObject({ status: 'done', result: { rowsAffected: 2 } });
});

test('a statement that fails is told with Snowflake’s number and words', async () => {
  const warehouse = await open();
  const queryId = await warehouse.statements.submit('select * from LAKEHOUSE.S.NOT_THERE', {
    requestId: randomUUID(),
    tag,
  });
  const outcome = await ended(warehouse, queryId);
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'LH502' } });
  expect(outcome.status === 'failed' && outcome.error.message).toContain('002003 (42S02)');
});

test('a statement is under way until it is through, and nobody waits for it', async () => {
  const warehouse = await open();
  let go = (): void => undefined;
  server.asynchronous.before = () => new Promise((done) => (go = done));
  const queryId = await warehouse.statements.submit('select 1', { requestId: randomUUID(), tag });
  expect(await warehouse.statements.outcome(queryId)).toEqual({ status: 'running' });
  go();
  expect((await ended(warehouse, queryId)).status).toBe('done');
});

test('a request id that comes again runs nothing again in its session, but does in another', async () => {
  const [one, other] = [await open(), await open()];
  const requestId = randomUUID();
  const first = await one.statements.submit('select 1', { requestId, tag });
  expect(await one.statements.submit('select 1', { requestId, tag })).toBe(first);
  expect(await other.statements.submit('select 1', { requestId, tag })).not.toBe(first);
});

test('a statement whose query id was lost is found by its request id', async () => {
  const [one, other] = [await open(), await open()];
  const [requestId, never] = [randomUUID(), randomUUID()];
  const queryId = await one.statements.submit('select 1', { requestId, tag });
  expect(await other.statements.find([requestId, never], long)).toEqual(new Map([[requestId, queryId]]));
  expect(JSON.parse(server.asynchronous.all[0]?.tag ?? '')).toEqual({ ...tag, request: requestId });
});

test('a query id that Snowflake does not know is told as such', async () => {
  const warehouse = await open();
  const queryId = await warehouse.statements.submit('select 1', { requestId: randomUUID(), tag });
  server.asynchronous.forget(queryId);
  expect(await warehouse.statements.outcome(queryId)).toEqual({ status: 'unknown' });
});

test('a logout cancels what still runs: who drives a run does not log out', async () => {
  const [one, other] = [await open(), await open()];
  let go = (): void => undefined;
  server.asynchronous.before = () => new Promise((done) => (go = done));
  const queryId = await one.statements.submit('select 1', { requestId: randomUUID(), tag });
  await one.close();
  go();
  expect(await ended(other, queryId)).toMatchObject({ status: 'failed' });
});

test('several statements go as one block, carried out in order', async () => {
  const warehouse = await open();
  await warehouse.query('create schema LAKEHOUSE.S');
  const sql = blockOf([
    "create table LAKEHOUSE.S.A as select 'it''s; \\\\ so' as t",
    'alter table LAKEHOUSE.S.A rename to LAKEHOUSE.S.B',
  ]);
  expect(sql).toMatch(/^execute immediate 'begin\n/);
  const queryId = await warehouse.statements.submit(sql, { requestId: randomUUID(), tag });
  expect((await ended(warehouse, queryId)).status).toBe('done');
  expect((await warehouse.query('select t from LAKEHOUSE.S.B')).rows).toEqual([["it's; \\ so"]]);
  expect(blockOf(['select 1'])).toBe('select 1');
});

test('who cannot reach Snowflake does not know whether it took the statement', async () => {
  const warehouse = await open();
  await warehouse.query('select 1');
  server.asynchronous.submit = () => ({ success: false, code: '390111', message: 'gone', data: {} });
  await expect(warehouse.statements.submit('select 1', { requestId: randomUUID(), tag })).rejects.toThrow(
    'Snowflake was not heard of while it took a statement',
  );
});
