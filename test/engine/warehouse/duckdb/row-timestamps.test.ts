import fc from 'fast-check';
import type { Session, Warehouse } from '../../../../engine/warehouse/port';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../../../support/local-warehouse';

let local: LocalWarehouse;
let warehouse: Warehouse;
const clock = fixedClock();
beforeAll(async () => {
  local = await localWarehouse({ clock: clock.now });
  warehouse = local.warehouse;
  await warehouse.query('CREATE SCHEMA LAKEHOUSE.S');
});
afterAll(() => local.close());

let tables = 0;
async function timestamped(columns = 'A NUMBER'): Promise<string> {
  tables += 1;
  await warehouse.query(`CREATE TABLE LAKEHOUSE.S.T${tables} (${columns}) ROW_TIMESTAMP = TRUE`);
  return `LAKEHOUSE.S.T${tables}`;
}
const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
  (await warehouse.query(sql)).rows;
const times = async (table: string): Promise<readonly unknown[]> =>
  (await rows(`SELECT METADATA$ROW_LAST_COMMIT_TIME FROM ${table} ORDER BY A`)).map(([time]) => time);

/** Without the offset: the session's time zone is UTC. */
const withoutOffset = (time: unknown): string => String(time).replace(' +0000', '');

test('a table with row timestamps shows their column only where it is asked for', async () => {
  const table = await timestamped('A NUMBER, B VARCHAR');
  await warehouse.query(`INSERT INTO ${table} VALUES (1, 'x')`);
  expect((await warehouse.query(`SELECT * FROM ${table}`)).columns.map(({ name }) => name)).toEqual([
    'A',
    'B',
  ]);
  expect((await warehouse.query(`SELECT t.* FROM ${table} t`)).columns.map(({ name }) => name)).toEqual([
    'A',
    'B',
  ]);
  const relation = { database: 'LAKEHOUSE', schema: 'S', name: table.split('.')[2] ?? '' };
  expect((await warehouse.columns(relation))?.map(({ name }) => name)).toEqual(['A', 'B']);
  const asked = await warehouse.query(`SELECT METADATA$ROW_LAST_COMMIT_TIME AS T FROM ${table}`);
  expect(asked.columns[0]?.kind).toBe('TIMESTAMP_LTZ');
  expect(asked.rows[0]?.[0]).toMatch(/^2026-01-02 03:04:05.* \+0000$/);
});

test('takes rows by VALUES, by SELECT and by column, without naming it', async () => {
  const table = await timestamped('A NUMBER, B VARCHAR');
  await warehouse.query(`INSERT INTO ${table} VALUES (1, 'x')`);
  await warehouse.query(`INSERT INTO ${table} SELECT 2, 'y'`);
  await warehouse.query(`INSERT INTO ${table} (B, A) VALUES ('z', 3)`);
  await warehouse.query(`INSERT INTO ${table} (SELECT 4, 'w')`);
  expect(await rows(`SELECT A, B FROM ${table} ORDER BY A`)).toEqual([
    [1, 'x'],
    [2, 'y'],
    [3, 'z'],
    [4, 'w'],
  ]);
  expect(new Set(await times(table)).size).toBe(4);
});

test('gives the rows of one transaction one time, and a later one a later time while the clock stands still', async () => {
  const table = await timestamped();
  const session = await warehouse.session();
  await session.query('BEGIN');
  await session.query(`INSERT INTO ${table} VALUES (1)`);
  await session.query(`INSERT INTO ${table} VALUES (2)`);
  await session.query('COMMIT');
  await session.query(`INSERT INTO ${table} VALUES (3)`);
  const [one, two, three] = await times(table);
  expect(one).toBe(two);
  expect(String(three) > String(two)).toBe(true);
  await session.close();
});

test('goes on after the clock went back', async () => {
  const table = await timestamped();
  await warehouse.query(`INSERT INTO ${table} VALUES (1)`);
  clock.move(-86_400_000);
  await warehouse.query(`INSERT INTO ${table} VALUES (2)`);
  clock.move(86_400_000);
  const [one, two] = await times(table);
  expect(String(two) > String(one)).toBe(true);
});

test('a commit that overtakes an earlier insert does not hide its rows from a reader of increments', async () => {
  const table = await timestamped();
  const slow = await warehouse.session();
  await slow.query('BEGIN');
  await slow.query(`INSERT INTO ${table} VALUES (1)`);
  await warehouse.query(`INSERT INTO ${table} VALUES (2)`);
  const [[watermark] = []] = await rows(`SELECT MAX(METADATA$ROW_LAST_COMMIT_TIME) FROM ${table}`);
  await slow.query('COMMIT');
  await slow.close();
  const late = await rows(
    `SELECT A FROM ${table} WHERE METADATA$ROW_LAST_COMMIT_TIME > '${withoutOffset(watermark)}'::TIMESTAMP_LTZ`,
  );
  expect(late).toEqual([[1]]);
});

test('a reader that takes what is newer than its watermark sees every row once, in any order of commits', async () => {
  const actions = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('insert', 'commit', 'rollback', 'read')), {
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(actions, async (steps) => {
      const table = await timestamped();
      const sessions: Session[] = await Promise.all([0, 1, 2].map(() => warehouse.session()));
      let watermark = '2000-01-01 00:00:00 +0000';
      const seen: unknown[] = [];
      const read = async (): Promise<void> => {
        const found = await rows(
          `SELECT A, METADATA$ROW_LAST_COMMIT_TIME FROM ${table} WHERE METADATA$ROW_LAST_COMMIT_TIME > '${withoutOffset(watermark)}'::TIMESTAMP_LTZ`,
        );
        seen.push(...found.map(([value]) => value));
        watermark = found
          .map(([, time]) => String(time))
          .reduce((one, other) => (one > other ? one : other), watermark);
      };
      let value = 0;
      for (const [index, action] of steps) {
        const session = sessions[index];
        if (action === 'read') await read();
        else if (action === 'insert') {
          await session?.query('BEGIN');
          await session?.query(`INSERT INTO ${table} VALUES (${(value += 1)})`);
        } else await session?.query(action.toUpperCase());
      }
      for (const session of sessions) await session.query('COMMIT');
      await read();
      for (const session of sessions) await session.close();
      const all = (await rows(`SELECT A FROM ${table} ORDER BY A`)).map(([one]) => one);
      expect([...seen].sort((one, other) => Number(one) - Number(other))).toEqual(all);
    }),
    { numRuns: 40 },
  );
});

test('refuses what would change a row, whose time would have to change with it', async () => {
  const table = await timestamped();
  await expect(warehouse.query(`UPDATE ${table} SET A = 2`)).rejects.toThrow(
    'UPDATE or MERGE of a table with ROW_TIMESTAMP = TRUE is not supported on the local engine.',
  );
  await expect(
    warehouse.query(
      `MERGE INTO ${table} USING (SELECT 1 AS A) s ON ${table}.A = s.A WHEN NOT MATCHED THEN INSERT (A) VALUES (s.A)`,
    ),
  ).rejects.toMatchObject({ code: 'LH501' });
});

test('forgets a table that is dropped, and knows one that takes its name', async () => {
  const table = await timestamped();
  await warehouse.query(`DROP TABLE ${table}`);
  await warehouse.query(`CREATE TABLE ${table} (A NUMBER)`);
  await warehouse.query(`INSERT INTO ${table} VALUES (1)`);
  await warehouse.query(`UPDATE ${table} SET A = 2`);
  expect(await rows(`SELECT * FROM ${table}`)).toEqual([[2]]);
  await expect(rows(`SELECT METADATA$ROW_LAST_COMMIT_TIME FROM ${table}`)).rejects.toMatchObject({
    code: 'LH502',
  });
});

test('follows a table through a swap', async () => {
  const table = await timestamped();
  const other = await timestamped();
  await warehouse.query(`INSERT INTO ${table} VALUES (1)`);
  await warehouse.query(`ALTER TABLE ${table} SWAP WITH ${other}`);
  await warehouse.query(`INSERT INTO ${other} VALUES (2)`);
  expect((await times(other)).length).toBe(2);
  expect(await rows(`SELECT * FROM ${table}`)).toEqual([]);
});

test('changes the token with every commit, of added rows and of deleted ones', async () => {
  const table = await timestamped();
  const name = { database: 'LAKEHOUSE', schema: 'S', name: table.split('.')[2] ?? '' };
  let before: string | undefined;
  for (const sql of [
    `INSERT INTO ${table} VALUES (1)`,
    `INSERT INTO ${table} VALUES (1)`,
    `DELETE FROM ${table} WHERE A = 1`,
    `INSERT INTO ${table} VALUES (1), (1)`,
  ]) {
    await warehouse.query(sql);
    const [token] = await warehouse.changeTokens([name]);
    expect(token).not.toBe(before);
    before = token;
  }
});
