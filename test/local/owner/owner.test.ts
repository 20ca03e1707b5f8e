import { spawn, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LakehouseError } from '../../../engine/errors';
import { openWarehouse } from '../../../local/home/warehouse';
import { homeLayout } from '../../../local/home/layout';
import { connectOwner, type ConnectOptions } from '../../../local/owner';
import { readOwnerRecord } from '../../../local/owner/record';
import type { Warehouse } from '../../../engine/warehouse/port';
import { isAlive, ownerOf, temporaryHomes, until } from '../../support/local/temporary-home';

const homes = temporaryHomes();
const open: Warehouse[] = [];
const children: ChildProcess[] = [];

async function connect(home: string, options: ConnectOptions = {}): Promise<Warehouse> {
  const warehouse = await connectOwner(home, options);
  open.push(warehouse);
  return warehouse;
}

/** A table with one row, in a schema of its own. */
async function makeTable(warehouse: Warehouse): Promise<void> {
  await warehouse.query('create schema if not exists SHOP');
  await warehouse.query('create or replace table SHOP.T as select 1 as I');
}

const rowsIn = async (warehouse: Warehouse): Promise<unknown> =>
  (await warehouse.query('select count(*) from SHOP.T')).rows[0]?.[0];

/** Another program that connects, does something and then hangs, until it is killed. */
async function client(home: string, body: string): Promise<ChildProcess> {
  const owner = JSON.stringify(join(__dirname, '../../../local/owner'));
  const program = `const { connectOwner } = require(${owner});
    connectOwner(${JSON.stringify(home)}).then(async (warehouse) => { ${body}; process.stdout.write('ready'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const warehouse of open.splice(0)) await warehouse.close();
  await homes.remove();
});

test('all who come at once get the same owner', async () => {
  const home = homes.make();
  const all = await Promise.all([connect(home), connect(home), connect(home), connect(home)]);
  const [first, ...others] = all;
  if (!first) throw new Error('no connection');
  await makeTable(first);
  for (const other of others) expect(await rowsIn(other)).toBe(1);
  const owner = ownerOf(home);
  await first.query('insert into SHOP.T select 2');
  expect(await rowsIn(await connect(home))).toBe(2);
  expect(ownerOf(home)).toBe(owner);
});

test('the socket is for its user alone', async () => {
  const home = homes.make();
  await connect(home);
  const address = readOwnerRecord(join(home, 'owner.json'))?.address ?? '';
  expect(statSync(address).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
});

test('a result of many messages arrives whole and in order', async () => {
  const warehouse = await connect(homes.make());
  const { columns, rows } = await warehouse.query(
    "select row_number() over (order by seq4()) as N, repeat('x', 100) as S from table(generator(rowcount => 5001)) order by 1",
  );
  expect(columns.map(({ name }) => name)).toEqual(['N', 'S']);
  expect(rows.map(([n]) => n)).toEqual(Array.from({ length: 5001 }, (_, i) => i + 1));
});

test('an error of the warehouse reaches the client with its code', async () => {
  const warehouse = await connect(homes.make());
  const error = await warehouse.query('select nonsense').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(LakehouseError);
  expect(error instanceof LakehouseError && error.code).toBe('LH502');
});

test('catalog, columns and change tokens are those of the database', async () => {
  const warehouse = await connect(homes.make());
  await makeTable(warehouse);
  const there = { database: 'LAKEHOUSE', schema: 'SHOP', name: 'T' };
  const nowhere = { ...there, name: 'NOWHERE' };
  expect(await warehouse.catalog()).toContainEqual({ ...there, kind: 'table' });
  expect((await warehouse.columns(there))?.map(({ name }) => name)).toEqual(['I']);
  expect(await warehouse.columns(nowhere)).toBeUndefined();
  const [token, none] = await warehouse.changeTokens([there, nowhere]);
  expect(token).toEqual(expect.any(String));
  expect(none).toBeUndefined();
});

test('a session sees its own open transaction and nobody else does', async () => {
  const home = homes.make();
  const warehouse = await connect(home);
  await makeTable(warehouse);
  const session = await warehouse.session();
  await session.query('begin');
  await session.query('insert into SHOP.T select 2');
  expect((await session.query('select count(*) from SHOP.T')).rows).toEqual([[2]]);
  expect(await rowsIn(warehouse)).toBe(1);
  await session.query('commit');
  expect(await rowsIn(await connect(home))).toBe(2);
  await session.close();
});

test('what a killed client had open is rolled back, and others go on', async () => {
  const home = homes.make();
  const warehouse = await connect(home);
  await makeTable(warehouse);
  const child = await client(
    home,
    "const session = await warehouse.session(); await session.query('begin'); await session.query('update SHOP.T set I = 9')",
  );
  child.kill('SIGKILL');
  // The update of another session would conflict for as long as the first one were open.
  await until(() =>
    warehouse.query('update SHOP.T set I = 5').then(
      () => true,
      () => false,
    ),
  );
  expect((await warehouse.query('select I from SHOP.T')).rows).toEqual([[5]]);
});

test('a killed owner is replaced: what was committed is there, what was not is gone', async () => {
  const home = homes.make();
  const warehouse = await connect(home);
  await makeTable(warehouse);
  const session = await warehouse.session();
  await session.query('begin');
  await session.query('insert into SHOP.T select 2');
  const first = ownerOf(home);
  if (first === undefined) throw new Error('no owner');
  const waiting = session.query('select count(*) from table(generator(rowcount => 2000000000))');
  process.kill(first, 'SIGKILL');
  await expect(waiting).rejects.toThrow(
    'LH804 The process that owns the local database has ended. What was not committed is undone; run the command again.',
  );
  await expect(warehouse.query('select 1')).rejects.toThrow('LH804');
  expect(await rowsIn(await connect(home))).toBe(1);
  expect(ownerOf(home)).not.toBe(first);
});

test('an owner ends when nobody has needed it for a while, and leaves the database to whoever comes', async () => {
  const home = homes.make();
  const warehouse = await connect(home, { idleMilliseconds: 50 });
  await makeTable(warehouse);
  const owner = ownerOf(home) ?? 0;
  await warehouse.close();
  await until(() => !isAlive(owner));
  expect(ownerOf(home)).toBeUndefined();
  const own = await openWarehouse(homeLayout(home));
  expect(await rowsIn(own)).toBe(1);
  await own.close();
});

test('an owner of other code makes room as soon as its clients have gone', async () => {
  const home = homes.make();
  const older = await connect(home, { build: 'older' });
  await makeTable(older);
  const first = ownerOf(home);
  const newer = connect(home, { build: 'newer' });
  expect(await rowsIn(older)).toBe(1);
  await older.close();
  expect(await rowsIn(await newer)).toBe(1);
  expect(ownerOf(home)).not.toBe(first);
});

test('an owner of other code that stays busy is named', async () => {
  const home = homes.make();
  await connect(home, { build: 'older' });
  const owner = ownerOf(home);
  await expect(connect(home, { build: 'newer', patienceMilliseconds: 300 })).rejects.toThrow(
    `LH803 Process ${owner} owns ${home}/lakehouse.duckdb with another version of this program and still works for a client. Wait until that has ended, then try again.`,
  );
});

test('a database that another program has open is told as such', async () => {
  const home = homes.make();
  const other = await openWarehouse(homeLayout(home));
  await expect(connect(home, { patienceMilliseconds: 100 })).rejects.toThrow(
    `LH801 Another program has ${home}/lakehouse.duckdb open. Close it, then try again.`,
  );
  await other.close();
});
