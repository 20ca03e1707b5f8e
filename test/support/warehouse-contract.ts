import type { Warehouse } from '../../engine/warehouse/port';

/**
 * What every warehouse does, whichever engine does the work.
 * @param open gives a warehouse with the database LAKEHOUSE
 */
export function warehouseContract(
  open: () => Promise<{ readonly warehouse: Warehouse; close(): Promise<void> }>,
): void {
  let warehouse: Warehouse;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const opened = await open();
    warehouse = opened.warehouse;
    close = () => opened.close();
    await warehouse.query('CREATE SCHEMA IF NOT EXISTS LAKEHOUSE.CONTRACT');
  });
  afterAll(() => close());

  let tables = 0;
  const newTable = async (columns: string, rows?: string): Promise<string> => {
    tables += 1;
    const table = `LAKEHOUSE.CONTRACT.T${tables}`;
    await warehouse.query(`CREATE TABLE ${table} (${columns})`);
    if (rows !== undefined) await warehouse.query(`INSERT INTO ${table} VALUES ${rows}`);
    return table;
  };
  const relation = (name: string): { database: string; schema: string; name: string } => ({
    database: 'LAKEHOUSE',
    schema: 'CONTRACT',
    name,
  });
  const nameOf = (table: string): string => table.split('.')[2] ?? '';
  const count = async (table: string): Promise<unknown> =>
    (await warehouse.query(`SELECT COUNT(*) FROM ${table}`)).rows[0]?.[0];

  describe('cells', () => {
    test.each([
      ['SELECT 1::NUMBER(38,0) AS X', 'NUMBER', 1],
      ['SELECT 12.50::NUMBER(18,2) AS X', 'NUMBER', 12.5],
      ['SELECT -0.01::NUMBER(18,2) AS X', 'NUMBER', -0.01],
      ['SELECT 1234567890123456.78::NUMBER(38,2) AS X', 'NUMBER', '1234567890123456.78'],
      ['SELECT 0.1::FLOAT AS X', 'FLOAT', 0.1],
      ['SELECT TRUE AS X', 'BOOLEAN', true],
      ["SELECT 'né' AS X", 'TEXT', 'né'],
      ['SELECT NULL::VARCHAR AS X', 'TEXT', null],
      ["SELECT '2026-02-28'::DATE AS X", 'DATE', '2026-02-28'],
      ["SELECT '0001-01-01'::DATE AS X", 'DATE', '0001-01-01'],
      ["SELECT '9999-12-31'::DATE AS X", 'DATE', '9999-12-31'],
      ["SELECT '2026-02-28 10:20:30'::TIMESTAMP_NTZ AS X", 'TIMESTAMP_NTZ', '2026-02-28 10:20:30'],
      ["SELECT '1969-12-31 23:59:59.5'::TIMESTAMP_NTZ AS X", 'TIMESTAMP_NTZ', '1969-12-31 23:59:59.500000'],
      ['SELECT PARSE_JSON(\'{"a":1}\') AS X', 'VARIANT', '{"a":1}'],
      ["SELECT PARSE_JSON('null') AS X", 'VARIANT', 'null'],
    ] as const)('%s', async (sql, kind, cell) => {
      const { columns, rows } = await warehouse.query(sql);
      expect(columns).toEqual([{ name: 'X', kind, type: expect.any(String) }]);
      expect(rows).toEqual([[cell]]);
    });
  });

  test('reports names in upper case unless they are quoted', async () => {
    const { columns } = await warehouse.query('SELECT 1 AS one, 2 AS "Two"');
    expect(columns.map(({ name }) => name)).toEqual(['ONE', 'Two']);
  });

  test('sorts nulls last, and first in descending order', async () => {
    const table = await newTable('A NUMBER', '(2), (NULL), (1)');
    expect((await warehouse.query(`SELECT A FROM ${table} ORDER BY A`)).rows).toEqual([[1], [2], [null]]);
    expect((await warehouse.query(`SELECT A FROM ${table} ORDER BY A DESC`)).rows).toEqual([
      [null],
      [2],
      [1],
    ]);
  });

  test('reads at most as many rows as it is asked for', async () => {
    const table = await newTable('A NUMBER', '(1), (2), (3)');
    expect((await warehouse.query(`SELECT A FROM ${table} ORDER BY A`, { maxRows: 2 })).rows).toEqual([
      [1],
      [2],
    ]);
    expect((await warehouse.query(`SELECT A FROM ${table} ORDER BY A`, { maxRows: 0 })).rows).toEqual([]);
  });

  test('puts values in the place of question marks, in order', async () => {
    const { rows } = await warehouse.query('SELECT ?::VARCHAR, ?::NUMBER, ?::BOOLEAN, ?::VARCHAR', {
      binds: ["it's ? \\", 7, true, null],
    });
    expect(rows).toEqual([["it's ? \\", 7, true, null]]);
  });

  test('counts the rows that DML changes', async () => {
    const table = await newTable('A NUMBER, B NUMBER');
    expect((await warehouse.query(`INSERT INTO ${table} VALUES (1, 1), (2, 1), (3, 2)`)).rowsAffected).toBe(
      3,
    );
    expect((await warehouse.query(`UPDATE ${table} SET A = 0 WHERE B = 1`)).rowsAffected).toBe(2);
    expect((await warehouse.query(`DELETE FROM ${table} WHERE B = 2`)).rowsAffected).toBe(1);
    expect((await warehouse.query(`SELECT * FROM ${table}`)).rowsAffected).toBeUndefined();
  });

  test('shows an open transaction to its own session alone, and drops what is rolled back', async () => {
    const table = await newTable('A NUMBER');
    const session = await warehouse.session();
    await session.query('BEGIN');
    await session.query(`INSERT INTO ${table} VALUES (1)`);
    expect((await session.query(`SELECT COUNT(*) FROM ${table}`)).rows).toEqual([[1]]);
    expect(await count(table)).toBe(0);
    await session.query('ROLLBACK');
    expect(await count(table)).toBe(0);
    await session.query('BEGIN');
    await session.query(`INSERT INTO ${table} VALUES (1)`);
    await session.query('COMMIT');
    expect(await count(table)).toBe(1);
    await session.close();
  });

  test('rolls back what a session leaves open', async () => {
    const table = await newTable('A NUMBER');
    const session = await warehouse.session();
    await session.query('BEGIN');
    await session.query(`INSERT INTO ${table} VALUES (1)`);
    await session.close();
    expect(await count(table)).toBe(0);
    await expect(session.query('SELECT 1')).rejects.toThrow();
  });

  test('answers many queries at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => warehouse.query('SELECT ?::NUMBER AS N', { binds: [index] })),
    );
    expect(answers.map(({ rows }) => rows[0]?.[0])).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });

  test('lists tables and views', async () => {
    const table = await newTable('A NUMBER');
    await warehouse.query(`CREATE VIEW LAKEHOUSE.CONTRACT.V1 AS SELECT A FROM ${table}`);
    const entries = (await warehouse.catalog()).filter(({ schema }) => schema === 'CONTRACT');
    expect(entries).toContainEqual({ ...relation(nameOf(table)), kind: 'table' });
    expect(entries).toContainEqual({ ...relation('V1'), kind: 'view' });
  });

  test('gives the columns of a relation in order, and nothing for one that is not there', async () => {
    const table = await newTable('B NUMBER(18,2), a VARCHAR, "c d" DATE, T TIMESTAMP_NTZ, P VARIANT');
    expect(await warehouse.columns(relation(nameOf(table)))).toEqual([
      { name: 'B', kind: 'NUMBER', type: 'NUMBER(18,2)' },
      { name: 'A', kind: 'TEXT', type: 'VARCHAR' },
      { name: 'c d', kind: 'DATE', type: 'DATE' },
      { name: 'T', kind: 'TIMESTAMP_NTZ', type: 'TIMESTAMP_NTZ' },
      { name: 'P', kind: 'VARIANT', type: 'VARIANT' },
    ]);
    expect(await warehouse.columns(relation('NOT_THERE'))).toBeUndefined();
  });

  describe('change tokens', () => {
    const tokenOf = async (table: string): Promise<string | undefined> =>
      (await warehouse.changeTokens([relation(nameOf(table))]))[0];

    test.each([
      ['INSERT INTO {} VALUES (4)', true],
      ['DELETE FROM {} WHERE A = 1', true],
      ['UPDATE {} SET A = 9 WHERE A = 1', true],
      ['SELECT * FROM {}', false],
    ])('%s changes the token: %s', async (statement, changes) => {
      const table = await newTable('A NUMBER', '(1), (1), (2)');
      const before = await tokenOf(table);
      await warehouse.query(statement.replace('{}', table));
      expect((await tokenOf(table)) !== before).toBe(changes);
    });

    test('come in the order of the question, undefined where there is nothing', async () => {
      const table = await newTable('A NUMBER', '(1)');
      const tokens = await warehouse.changeTokens([relation('NOT_THERE'), relation(nameOf(table))]);
      expect(tokens).toEqual([undefined, await tokenOf(table)]);
      expect(await warehouse.changeTokens([])).toEqual([]);
    });
  });

  describe('errors', () => {
    test.each([
      ['SELECT * FROM LAKEHOUSE.CONTRACT.NOT_THERE', '002003'],
      ["SELECT 'abc'::NUMBER", '100038'],
      ['SELECT 1 / 0', '100051'],
      ['SELECT NOT_A_COLUMN FROM (SELECT 1 AS A)', '000904'],
    ])('%s fails with %s', async (sql, number) => {
      await expect(warehouse.query(sql)).rejects.toMatchObject({
        code: 'LH502',
        message: expect.stringContaining(number),
      });
    });

    test('a MERGE with two rows for one fails with 100090', async () => {
      const target = await newTable('K NUMBER, V NUMBER', '(1, 1)');
      const other = await newTable('K NUMBER, V NUMBER', '(1, 2), (1, 3)');
      await expect(
        warehouse.query(
          `MERGE INTO ${target} t USING ${other} s ON t.K = s.K WHEN MATCHED THEN UPDATE SET V = s.V`,
        ),
      ).rejects.toMatchObject({ code: 'LH502', message: expect.stringContaining('100090') });
      expect((await warehouse.query(`SELECT V FROM ${target}`)).rows).toEqual([[1]]);
    });

    test('a failed statement leaves its session usable', async () => {
      const session = await warehouse.session();
      await expect(session.query('SELECT 1 / 0')).rejects.toMatchObject({ code: 'LH502' });
      expect((await session.query('SELECT 1 AS X')).rows).toEqual([[1]]);
      await session.close();
    });
  });

  test('a reader can read before, during and after a swap of tables', async () => {
    const live = await newTable('A NUMBER', '(1)');
    const candidate = await newTable('A NUMBER', '(2)');
    const session = await warehouse.session();
    const seen = async (): Promise<unknown> => (await warehouse.query(`SELECT A FROM ${live}`)).rows[0]?.[0];
    expect(await seen()).toBe(1);
    const [, during] = await Promise.all([
      session.query(`ALTER TABLE ${candidate} SWAP WITH ${live}`),
      seen(),
    ]);
    expect([1, 2]).toContain(during);
    expect(await seen()).toBe(2);
    await session.close();
  });
}
