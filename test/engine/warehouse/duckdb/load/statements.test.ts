import {
  copyStatement,
  landedSources,
  setupStatements,
  type LandedSource,
} from '../../../../../engine/landing/setup';
import type { Result, Session } from '../../../../../engine/warehouse/port';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import { source } from '../../../../support/sources';

const TABLE = 'LAKEHOUSE.BRONZE_SHOP.ORDERS';
const PIPE = 'LAKEHOUSE.BRONZE_SHOP.ORDERS_PIPE';
const [orders] = landedSources([source('shop', 'orders', ['id', 'name'])]) as [LandedSource];

let local: LocalWarehouse;
let session: Session;
const clock = fixedClock();
beforeEach(async () => {
  local = await localWarehouse({ clock: clock.now });
  session = await local.warehouse.session();
  for (const { sql } of setupStatements([orders], { database: 'LAKEHOUSE', lakeUrl: local.lake.url })) {
    await session.query(sql);
  }
});
afterEach(async () => {
  await session.close();
  await local.close();
});

const put = (file: string, content: string): Promise<void> =>
  local.put(`bronze/shop/orders/${file}`, Buffer.from(content));
const query = (sql: string): Promise<Result> => session.query(sql);
const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> => (await query(sql)).rows;
const refusal = async (sql: string): Promise<string> =>
  query(sql).then(
    () => 'was not refused',
    (error: unknown) => String(error).replace('LakehouseError: ', '').split('\n')[0] ?? '',
  );
const COPY = copyStatement(orders, 'LAKEHOUSE');

describe('COPY INTO', () => {
  test('answers as Snowflake does, one row a file', async () => {
    await put('1.csv', 'id,name\n1,one\n"2"x,two\n');
    await put('2.csv', 'id,name\n3,three\n');
    const { columns, rows: found, rowsAffected } = await query(COPY);
    expect(columns.map(({ name }) => name)).toEqual([
      'file',
      'status',
      'rows_parsed',
      'rows_loaded',
      'error_limit',
      'errors_seen',
      'first_error',
      'first_error_line',
      'first_error_character',
      'first_error_column_name',
    ]);
    expect(found).toEqual([
      [
        `${local.lake.url}bronze/shop/orders/1.csv`,
        'PARTIALLY_LOADED',
        2,
        1,
        2,
        1,
        "Found character 'x' instead of field delimiter ','",
        3,
        4,
        '"ORDERS"["ID":1]',
      ],
      [`${local.lake.url}bronze/shop/orders/2.csv`, 'LOADED', 1, 1, 1, 0, null, null, null, null],
    ]);
    expect(rowsAffected).toBe(2);
  });

  test('never loads a file twice, but for FORCE', async () => {
    await put('1.csv', 'id,name\n1,one\n');
    await query(COPY);
    expect((await query(COPY)).rows).toEqual([['Copy executed with 0 files processed.']]);
    await query(`${COPY} FORCE = TRUE`);
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[2]]);
  });

  test('tries a file again that failed as a whole', async () => {
    await put('1.csv', 'id,id\n1,one\n');
    expect((await query(COPY)).rows[0]?.[1]).toBe('LOAD_FAILED');
    expect((await query(COPY)).rows[0]?.[1]).toBe('LOAD_FAILED');
  });

  test.each([`TRUNCATE TABLE ${TABLE}`, `DROP TABLE ${TABLE}`])(
    'loads a file again after %s',
    async (statement) => {
      await put('1.csv', 'id,name\n1,one\n');
      await query(COPY);
      await query(statement);
      for (const { sql } of setupStatements([orders], { database: 'LAKEHOUSE', lakeUrl: local.lake.url }))
        await query(sql);
      await query(COPY);
      expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[1]]);
    },
  );

  test('loads the files of a path or of a list', async () => {
    for (const file of ['a/1.csv', 'a/2.csv', 'b/3.csv']) await put(file, `id,name\n${file},x\n`);
    await query(COPY.replace('/shop/orders/', '/shop/orders/a/'));
    expect(await rows(`SELECT ID FROM ${TABLE} ORDER BY 1`)).toEqual([['a/1.csv'], ['a/2.csv']]);
    await query(copyStatement(orders, 'LAKEHOUSE', ['b/3.csv']));
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[3]]);
    expect(await refusal(copyStatement(orders, 'LAKEHOUSE', ['c/4.csv']))).toBe(
      `LH502 Remote file '${local.lake.url}bronze/shop/orders/c/4.csv' was not found.`,
    );
  });

  test('skips a file with an error, or stops at it, as ON_ERROR says', async () => {
    await put('1.csv', 'id,name\n1,one\n"2"x,two\n');
    await query(COPY.replace('ON_ERROR = CONTINUE', 'ON_ERROR = SKIP_FILE'));
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[0]]);
    expect(await refusal(COPY.replace('ON_ERROR = CONTINUE', 'ON_ERROR = ABORT_STATEMENT'))).toBe(
      "LH502 Found character 'x' instead of field delimiter ','",
    );
    await query(COPY);
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[1]]);
  });

  test('is undone with its transaction, load history and all', async () => {
    await put('1.csv', 'id,name\n1,one\n');
    await query('BEGIN');
    await query(COPY);
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[1]]);
    await query('ROLLBACK');
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[0]]);
    await query(COPY);
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[1]]);
  });

  test('loads several files in one transaction', async () => {
    await put('1.csv', 'id,name\n1,one\n');
    await put('2.csv', 'id,name\n2,"two\n');
    await query('BEGIN');
    await query(copyStatement(orders, 'LAKEHOUSE', ['1.csv']));
    await query(copyStatement(orders, 'LAKEHOUSE', ['2.csv']));
    await query('COMMIT');
    expect(await rows(`SELECT ID, _FILE FROM ${TABLE}`)).toEqual([['1', 'bronze/shop/orders/1.csv']]);
  });

  test('takes a later time when another commit to the table overtakes it', async () => {
    await put('1.csv', 'id,name\n1,one\n');
    await query('BEGIN');
    await query(COPY);
    await local.warehouse.query(`INSERT INTO ${TABLE} (ID) VALUES ('2')`);
    await query('COMMIT');
    expect(await rows(`SELECT ID FROM ${TABLE} ORDER BY METADATA$ROW_LAST_COMMIT_TIME`)).toEqual([
      ['2'],
      ['1'],
    ]);
  });

  test.each([
    [
      `COPY INTO ${TABLE} FROM @LAKEHOUSE.BRONZE.LAKE/x/`,
      'COPY INTO without FILE_FORMAT is not supported on the local engine.',
    ],
    [`${COPY} PURGE = TRUE`, 'COPY option PURGE is not supported on the local engine.'],
    [`${COPY} PATTERN = '.*'`, 'COPY option PATTERN is not supported on the local engine.'],
    [
      COPY.replace('CONTINUE', "'SKIP_FILE_10%'"),
      'ON_ERROR = SKIP_FILE_10% is not supported on the local engine.',
    ],
    [
      COPY.replace('CASE_INSENSITIVE', 'CASE_SENSITIVE'),
      'MATCH_BY_COLUMN_NAME = CASE_SENSITIVE is not supported on the local engine.',
    ],
    [
      `COPY INTO ${TABLE} FROM @LAKEHOUSE.BRONZE.LAKE/x/ FILE_FORMAT = (TYPE = CSV)`,
      'COPY INTO by position (without PARSE_HEADER and MATCH_BY_COLUMN_NAME) is not supported on the local engine.',
    ],
    [
      `COPY INTO ${TABLE} FROM @LAKEHOUSE.BRONZE.LAKE/x/ FILE_FORMAT = (TYPE = AVRO)`,
      'File format type AVRO is not supported on the local engine.',
    ],
  ])('refuses by name, case %#', async (sql, message) => {
    expect(await refusal(sql)).toContain(message);
  });

  test.each([
    [COPY.replace('ORDERS\n', 'NOT_THERE\n'), "Table 'LAKEHOUSE.BRONZE_SHOP.NOT_THERE' does not exist"],
    [
      COPY.replace('@LAKEHOUSE.BRONZE.LAKE', '@LAKEHOUSE.BRONZE.OTHER'),
      "Stage 'LAKEHOUSE.BRONZE.OTHER' does not exist",
    ],
    [COPY.replace('CSV_WITH_HEADER', 'OTHER'), "File format 'LAKEHOUSE.BRONZE.OTHER' does not exist"],
  ])('names what is not there, case %#', async (sql, message) => {
    await put('1.csv', 'id,name\n1,one\n');
    expect(await refusal(sql)).toContain(message);
  });
});

describe('VALIDATE', () => {
  test('tells the errors of the session’s last load', async () => {
    await put('1.csv', 'id,name\n"1"x,one\n2,two\n"3"y,three\n');
    await query(COPY);
    expect(
      await rows(
        `SELECT ROW_NUMBER, FILE, REJECTED_RECORD FROM TABLE(VALIDATE(${TABLE}, JOB_ID => '_last')) ORDER BY 1`,
      ),
    ).toEqual([
      [1, 'bronze/shop/orders/1.csv', '"1"x,one'],
      [3, 'bronze/shop/orders/1.csv', '"3"y,three'],
    ]);
    await put('2.csv', 'id,name\n4,four\n');
    await query(COPY);
    expect(await rows(`SELECT * FROM TABLE(VALIDATE(${TABLE}, JOB_ID => '_last'))`)).toEqual([]);
  });

  test('needs a load in the session', async () => {
    expect(await refusal(`SELECT * FROM TABLE(VALIDATE(${TABLE}, JOB_ID => '_last'))`)).toBe(
      "LH551 VALIDATE(…, JOB_ID => '_last'): this session has run no COPY INTO.",
    );
  });
});

describe('pipes', () => {
  test('are shown with their definition', async () => {
    const shown = await query("SHOW PIPES LIKE 'orders%' IN SCHEMA LAKEHOUSE.BRONZE_SHOP");
    const at = (name: string): unknown =>
      shown.rows[0]?.[shown.columns.findIndex((column) => column.name === name)];
    expect([at('name'), at('database_name'), at('schema_name'), at('definition')]).toEqual([
      'ORDERS_PIPE',
      'LAKEHOUSE',
      'BRONZE_SHOP',
      COPY,
    ]);
    expect((await query("SHOW PIPES LIKE 'items%'")).rows).toEqual([]);
  });

  test('say how many files wait, and load them when they are refreshed', async () => {
    await put('1.csv', 'id,name\n1,one\n');
    const status = async (): Promise<unknown> =>
      JSON.parse(String((await rows(`SELECT SYSTEM$PIPE_STATUS('${PIPE}') AS S`))[0]?.[0]));
    expect(await status()).toEqual({
      executionState: 'RUNNING',
      oldestPendingFilePath: 'bronze/shop/orders/1.csv',
      pendingFileCount: 1,
    });
    expect((await query(`ALTER PIPE ${PIPE} REFRESH`)).rows).toEqual([['bronze/shop/orders/1.csv', 'SENT']]);
    expect(await status()).toEqual({ executionState: 'RUNNING', pendingFileCount: 0 });
    expect(await rows(`SELECT COUNT(*) FROM ${TABLE}`)).toEqual([[1]]);
  });

  test('load nothing while they are paused', async () => {
    await query(`ALTER PIPE ${PIPE} SET PIPE_EXECUTION_PAUSED = TRUE`);
    expect(await refusal(`ALTER PIPE ${PIPE} REFRESH`)).toContain(
      'LH551 Pipe LAKEHOUSE.BRONZE_SHOP.ORDERS_PIPE is paused',
    );
    expect(String((await rows(`SELECT SYSTEM$PIPE_STATUS('${PIPE}')`))[0]?.[0])).toContain('PAUSED');
  });

  test('take no options that are for one load', async () => {
    expect(await refusal(`CREATE PIPE LAKEHOUSE.BRONZE_SHOP.P AS ${COPY} FORCE = TRUE`)).toContain(
      'LH551 Pipe LAKEHOUSE.BRONZE_SHOP.P: a pipe takes no FILES, no FORCE and no ON_ERROR = ABORT_STATEMENT.',
    );
  });
});

describe('load history', () => {
  test('is read by COPY_HISTORY', async () => {
    await put('1.csv', 'id,name\n1,one\n"2"x,two\n');
    await query(COPY);
    expect(
      await rows(
        "SELECT FILE_NAME, ROW_COUNT, ROW_PARSED, ERROR_COUNT, STATUS FROM TABLE(LAKEHOUSE.INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => 'LAKEHOUSE.BRONZE_SHOP.ORDERS', START_TIME => '2026-01-01'::TIMESTAMP_LTZ)) h",
      ),
    ).toEqual([['bronze/shop/orders/1.csv', 1, 2, 1, 'Partially loaded']]);
    expect(
      await rows(
        "SELECT * FROM TABLE(INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => 'ORDERS', START_TIME => '2027-01-01'::TIMESTAMP_LTZ))",
      ),
    ).toEqual([]);
  });

  test('has the time of the last change in nanoseconds', async () => {
    const time = async (): Promise<bigint> =>
      BigInt(String((await rows(`SELECT SYSTEM$LAST_CHANGE_COMMIT_TIME('${TABLE}') AS T`))[0]?.[0]));
    expect(await time()).toBe(0n);
    await put('1.csv', 'id,name\n1,one\n');
    await query(COPY);
    const first = await time();
    expect(first / 1_000_000n >= BigInt(clock.now().getTime())).toBe(true);
    await put('2.csv', 'id,name\n2,two\n');
    await query(COPY);
    expect((await time()) > first).toBe(true);
  });
});

describe('objects', () => {
  test('are created once, replaced, and dropped', async () => {
    const format = 'LAKEHOUSE.BRONZE.F';
    await query(`CREATE FILE FORMAT ${format} TYPE = JSON`);
    expect(await refusal(`CREATE FILE FORMAT ${format} TYPE = CSV`)).toContain(
      "Object 'LAKEHOUSE.BRONZE.F' already exists.",
    );
    await query(`CREATE FILE FORMAT IF NOT EXISTS ${format} TYPE = CSV`);
    const type = async (): Promise<unknown> => (await query("SHOW FILE FORMATS LIKE 'F'")).rows[0]?.[4];
    expect(await type()).toBe('JSON');
    await query(`CREATE OR REPLACE FILE FORMAT ${format} TYPE = CSV`);
    expect(await type()).toBe('CSV');
    await query(`DROP FILE FORMAT ${format}`);
    expect(await type()).toBeUndefined();
    expect(await refusal(`DROP FILE FORMAT ${format}`)).toContain(
      "File format 'LAKEHOUSE.BRONZE.F' does not exist",
    );
    await query(`DROP FILE FORMAT IF EXISTS ${format}`);
  });

  test('a stage shows its URL', async () => {
    const { rows: found } = await query('SHOW STAGES IN SCHEMA LAKEHOUSE.BRONZE');
    expect(found.map((row) => [row[1], row[4]])).toEqual([['LAKE', `${local.lake.url}bronze/`]]);
  });

  test('external tables are views of their own kind', async () => {
    const kinds = (await local.warehouse.catalog()).filter(({ schema }) => schema === 'BRONZE_SHOP');
    expect(kinds.map(({ name, kind }) => [name, kind])).toEqual([
      ['ORDERS', 'table'],
      ['ORDERS_EXTERNAL', 'external table'],
    ]);
    await query('DROP EXTERNAL TABLE LAKEHOUSE.BRONZE_SHOP.ORDERS_EXTERNAL');
    expect((await local.warehouse.catalog()).map(({ name }) => name)).not.toContain('ORDERS_EXTERNAL');
  });

  test.each([
    ['CREATE STAGE LAKEHOUSE.BRONZE.S', 'An internal stage (a stage without URL)'],
    [
      "CREATE STAGE LAKEHOUSE.BRONZE.S URL = 's3://bucket/x'",
      'A stage URL that does not end in / (s3://bucket/x)',
    ],
    ["CREATE STAGE LAKEHOUSE.BRONZE.S URL = 's3://bucket/' ENCRYPTION = 'x'", 'Stage option ENCRYPTION'],
    ["CREATE FILE FORMAT LAKEHOUSE.BRONZE.F TYPE = CSV ESCAPE = '\\\\'", 'File format option ESCAPE'],
    [
      "CREATE FILE FORMAT LAKEHOUSE.BRONZE.F TYPE = CSV ENCODING = 'ISO88591'",
      'File format option ENCODING = "ISO88591"',
    ],
    ['CREATE FILE FORMAT LAKEHOUSE.BRONZE.F TYPE = XML', 'File format type XML'],
    ["ALTER STAGE LAKEHOUSE.BRONZE.LAKE SET URL = 's3://x/'", 'ALTER STAGE with this action'],
  ])('refuses %s by name', async (sql, construct) => {
    expect(await refusal(sql)).toContain(`${construct}`);
    expect(await refusal(sql)).toMatch(/^LH501 statement:\d+:\d+ .* is not supported on the local engine\./);
  });

  test('a stage outside of the lake loads nothing', async () => {
    await query("CREATE STAGE LAKEHOUSE.BRONZE.ELSEWHERE URL = 's3://bucket/'");
    expect(await refusal(COPY.replace('BRONZE.LAKE', 'BRONZE.ELSEWHERE'))).toBe(
      `LH551 Stage LAKEHOUSE.BRONZE.ELSEWHERE is at s3://bucket/, which is not in the lake at ${local.lake.url}.`,
    );
  });
});
