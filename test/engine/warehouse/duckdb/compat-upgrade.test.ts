import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import { localWarehouse } from '../../../support/local-warehouse';

const home = mkdtempSync(join(tmpdir(), 'lakehouse-upgrade-'));
const path = join(home, 'warehouse.duckdb');
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** As if another version of the program had written the file. */
async function withOlderMacros(): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("CREATE OR REPLACE MACRO sf.version() AS 'older'");
  connection.closeSync();
  instance.closeSync();
}

test('a database with constraints and defaults opens with a newer set of macros', async () => {
  const first = await localWarehouse({ path });
  await first.warehouse.query('create schema s');
  await first.warehouse.query(
    "create table s.t (id int autoincrement primary key, name varchar(3) default upper('ab'), o object, n int check (n > 0), m int as (n + 1))",
  );
  await first.warehouse.query('create view s.v as select to_varchar(n) as n from s.t');
  await first.close();
  await withOlderMacros();

  const second = await localWarehouse({ path });
  await second.warehouse.query('insert into s.t (n) values (4)');
  const { rows } = await second.warehouse.query('select t.id, t.name, t.m, v.n from s.t t, s.v v');
  expect(rows).toEqual([[1, 'AB', 5, '4']]);
  await expect(second.warehouse.query("insert into s.t (name) values ('abcd')")).rejects.toThrow(
    "100078 (22000): String 'abcd' is too long and would be truncated",
  );
  await second.close();
});
