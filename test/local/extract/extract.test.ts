import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lake } from '../../../engine/landing/lake';
import type { Landing } from '../../../engine/project/types';
import { extract, openSnapshot, readTables, type ExtractReport } from '../../../local/extract';
import { directoryLake } from '../../../local/lake/directory';
import { postgresPrograms, postgresServer, type PostgresServer } from '../../support/postgres-server';

const landing = (dataset: string, format: Landing['format'] = 'csv'): Landing => ({
  domain: 'shop',
  dataset,
  format,
  files: [`${dataset}*`],
});
const landings = [landing('customers'), landing('products'), landing('sales', 'json')];

describe('the tables of an extract', () => {
  test('are named as a dataset, in a schema, or for a dataset of another name', () => {
    const read = readTables(['customers', 'shop.products', 'crm.client=customers'], landings);
    expect(read.map(({ table, landing: { dataset } }) => [table.schema, table.name, dataset])).toEqual([
      ['public', 'customers', 'customers'],
      ['shop', 'products', 'products'],
      ['crm', 'client', 'customers'],
    ]);
  });

  test('are refused with every mistake at once', () => {
    expect(() => readTables(['custumers', 'sales', 'a.b.c'], landings)).toThrow(
      [
        'LH105 There is no dataset "custumers", but customers, products, sales. Did you mean "customers"?',
        'The dataset "sales" lands as json; a table becomes CSV.',
        '"a.b.c" is no table: write table, schema.table or table=dataset.',
      ].join('\n'),
    );
  });
});

test('a server that is not there is told of without the password', async () => {
  const opened = openSnapshot('postgres://reader:secret@127.0.0.1:1/shop');
  await expect(opened).rejects.toThrow(/^LH611 postgres:\/\/127\.0\.0\.1:1\/shop could not be reached: /);
  await expect(opened).rejects.not.toThrow(/secret/);
});

const programs = postgresPrograms();
// A word in the test's name, so that a skip is seen: Debian's package is called postgresql.
const described = programs === undefined ? describe.skip : describe;

described('a real PostgreSQL server (Debian package postgresql)', () => {
  let server: PostgresServer;
  let root: string;
  let lake: Lake;
  beforeAll(async () => {
    server = await postgresServer(programs ?? '');
    await server.query(`
      create table customers (id int primary key, name text, born date, seen timestamptz, note text);
      insert into customers values
        (1, 'O''Hara, "Ann"', '1990-01-31', '2026-01-02 03:04:05.678+02', ''),
        (2, E'two\\nlines', null, null, null);
      create schema "Odd Schema";
      create table "Odd Schema"."Pro""ducts" (id int, price numeric(10,2));
      insert into "Odd Schema"."Pro""ducts" select n, n * 1.25 from generate_series(1, 50000) n;
      analyze "Odd Schema"."Pro""ducts";
    `);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lakehouse-'));
    lake = directoryLake({ root });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function run(tables: readonly string[], into = lake): Promise<ExtractReport> {
    const snapshot = await openSnapshot(server.url);
    try {
      return await extract({ snapshot, lake: into, extractions: readTables(tables, landings) });
    } finally {
      await snapshot.close();
    }
  }
  async function read(key: string): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of lake.open(key)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  test('values come as CSV that tells an empty text from none, times in UTC', async () => {
    const { tables, extractedAt } = await run(['customers']);
    const [only] = tables;
    expect(only).toMatchObject({
      table: 'public.customers',
      dataset: 'customers',
      rows: 2,
      status: 'written',
    });
    expect(only?.key).toBe(
      `bronze/shop/customers/extracted_at=${extractedAt.slice(0, 19)}Z/${only?.sha256}.csv`,
    );
    expect(await read(only?.key ?? '')).toBe(
      'id,name,born,seen,note\n1,"O\'Hara, ""Ann""",1990-01-31,2026-01-02 01:04:05.678+00,""\n2,"two\nlines",,,\n',
    );
  });

  test('names with capitals, spaces and quotes are found', async () => {
    const { tables } = await run(['Odd Schema.Pro"ducts=products']);
    expect(tables).toMatchObject([{ rows: 50_000, status: 'written' }]);
    expect((await read(tables[0]?.key ?? '')).split('\n')).toHaveLength(50_002);
  });

  test('content that lies in the lake is not written again', async () => {
    const [first] = (await run(['customers'])).tables;
    const [second] = (await run(['customers'])).tables;
    expect(second).toMatchObject({ status: 'present', key: first?.key });
  });

  test('a table that went back to what it was is a new file', async () => {
    await run(['customers']);
    await server.query("update customers set note = 'x' where id = 1; select pg_sleep(1.1)");
    await run(['customers']);
    await server.query("update customers set note = '' where id = 1; select pg_sleep(1.1)");
    const [back] = (await run(['customers'])).tables;
    expect(back?.status).toBe('written');
  });

  test('all tables are as of one moment, whatever is written meanwhile', async () => {
    await server.query('create table products (id int); insert into products values (1)');
    const snapshot = await openSnapshot(server.url);
    await server.query('insert into products values (2)');
    const report = await extract({ snapshot, lake, extractions: readTables(['products'], landings) });
    await snapshot.close();
    expect(report.tables).toMatchObject([{ rows: 1 }]);
  });

  test('a table that is not there is named, and nothing is written', async () => {
    await expect(run(['customers', 'nowhere=products'])).rejects.toThrow(
      'LH611 The database has no table public.nowhere, or this user may not see it.',
    );
    for await (const { key } of lake.list('')) throw new Error(`unexpected ${key}`);
  });

  test('a lake that fails ends the extract with its error', async () => {
    const broken: Lake = {
      ...lake,
      stage: async (content) => {
        for await (const chunk of content)
          throw new Error(`no room for ${chunk.length > 0 ? 'more' : 'less'}`);
        throw new Error('unreachable');
      },
    };
    await expect(run(['Odd Schema.Pro"ducts=products'], broken)).rejects.toThrow('no room for more');
  });
});
