import { translate, type TranslationContext } from '../../../../../engine/warehouse/duckdb/translate';

const sql = (text: string, context?: TranslationContext): string =>
  translate(text, context).statements.join(';\n');

describe('what DuckDB is given', () => {
  it.each([
    // names: as Snowflake stores them
    ['select a, "b c", t.D from db.s.Tab as t', 'SELECT A, "b c", T.D FROM DB.S.TAB AS T'],
    ['select "ORDER", offset_, "select" from t', 'SELECT "ORDER", OFFSET_, "select" FROM T'],
    ["select identifier('abc') from identifier('t')", 'SELECT ABC FROM T'],
    [
      "select count(*), a + 1, 'x y' from t",
      `SELECT count(*) AS "COUNT(*)", A + 1 AS "A + 1", 'x y' AS "'x y'" FROM T`,
    ],
    // order of nulls
    [
      'select a from t order by a, b desc, c desc nulls last',
      'SELECT A FROM T ORDER BY A, B DESC NULLS FIRST, C DESC NULLS LAST',
    ],
    [
      'select rank() over (partition by a order by b desc) as r from t',
      'SELECT rank() OVER (PARTITION BY A ORDER BY B DESC NULLS FIRST) AS R FROM T',
    ],
    // operators keep their order
    [
      'select (a + b) * c, a - (b - c), -(-a), not (a and b) or c from t',
      'SELECT sf.multiply(A + B, C) AS "(A + B) * C", A - (B - C) AS "A - (B - C)", -(-A) AS "-(-A)", NOT (A AND B) OR C AS "NOT (A AND B) OR C" FROM T',
    ],
    ['select -2.5::int as x', 'SELECT -CAST(CAST(2.5 AS DECIMAL(38,0)) AS BIGINT) AS X'],
    // casts whose operand is known need no macro
    [
      "select '2024-01-31'::date as d, '2024-01-31 10:11:12'::timestamp as t",
      "SELECT DATE '2024-01-31' AS D, TIMESTAMP '2024-01-31 10:11:12' AS T",
    ],
    [
      'select (a * b)::number(18,2) as x from t',
      'SELECT CAST(sf.multiply(A, B) AS DECIMAL(18,2)) AS X FROM T',
    ],
    ['select count(*)::int as n from t', 'SELECT CAST(count(*) AS BIGINT) AS N FROM T'],
    ['select a::number(18,2) as x from t', 'SELECT CAST(sf.number(A) AS DECIMAL(18,2)) AS X FROM T'],
    [
      'select try_cast(a as number(18,2)) as x from t',
      'SELECT TRY_CAST(sf.digits(A) AS DECIMAL(18,2)) AS X FROM T',
    ],
    [
      'select v:a.b[0].c::int as x from t',
      `SELECT sf.text_to_integer(json_extract_string(sf.variant(V), '$."a"."b"[0]."c"')) AS X FROM T`,
    ],
    // a column beside a number has to be one
    [
      'select coalesce(a, 0) as x, iff(b, c, 1) as y from t',
      'SELECT coalesce(+A, 0) AS X, CASE WHEN B THEN +C ELSE 1 END AS Y FROM T',
    ],
    // relations
    ["select * from values (1, 'a') as v (n, s)", "SELECT * FROM (VALUES (1, 'a')) AS V (N, S)"],
    ['select column1 from values (1)', 'SELECT COLUMN1 FROM (VALUES (1)) AS _VALUES (COLUMN1)'],
    ['select a from t join u', 'SELECT A FROM T CROSS JOIN U'],
    [
      'select a from t left join lateral flatten(input => t.v, outer => true) f',
      "SELECT A FROM T LEFT JOIN sf.flatten_outer(sf.variant(T.V), '', 'BOTH', 1) AS F ON TRUE",
    ],
    [
      "select v:a from t where v:b = 'x' and v:c > 5",
      `SELECT json_extract(sf.variant(V), '$."a"') AS "V:A" FROM T WHERE json_extract_string(sf.variant(V), '$."b"') = 'x' AND CAST(sf.digits(json_extract_string(sf.variant(V), '$."c"')) AS DOUBLE) > 5`,
    ],
    ['select top 5 a from t minus select b from u', '(SELECT A FROM T LIMIT 5) EXCEPT SELECT B FROM U'],
    [
      'with c as (select 1 as n union all select n + 1 from c where n < 3) select n from c',
      'WITH RECURSIVE C AS (SELECT cast_to_type("WHOLE$1", "WHOLE$1" + CAST(0 AS BIGINT)) AS N FROM (SELECT 1 AS N) AS _WHOLE ("WHOLE$1") UNION ALL SELECT N + 1 AS "N + 1" FROM C WHERE N < 3) SELECT N FROM C',
    ],
    // statements
    [
      'insert overwrite into t select a from t',
      'CREATE OR REPLACE TEMPORARY TABLE "INSERT$OVERWRITE" AS SELECT A FROM T;\nDELETE FROM T;\nINSERT INTO T SELECT * FROM "INSERT$OVERWRITE"',
    ],
    [
      'alter table s.a swap with s.b',
      'ALTER TABLE S.A RENAME TO "A$SWAP";\nALTER TABLE S.B RENAME TO A;\nALTER TABLE S."A$SWAP" RENAME TO B',
    ],
    [
      "create transient table t (id int not null primary key, s varchar(3) default 'x', n number(10,2) comment 'c') cluster by (id) comment = 't'",
      "CREATE TABLE T (ID BIGINT NOT NULL CHECK (sf.is_key(ID, 'PRIMARY KEY')), S VARCHAR DEFAULT 'x' CHECK (sf.fits(S, 3)), N DECIMAL(10,2));\nCOMMENT ON TABLE T IS 't';\nCOMMENT ON COLUMN T.N IS 'c'",
    ],
    ['drop schema if exists s', 'DROP SCHEMA IF EXISTS S CASCADE'],
    ['grant select on all tables in schema s to role r', ''],
    ['use role r', ''],
  ])('%s', (text, expected) => {
    expect(sql(text)).toBe(expected);
  });
});

describe('placeholders', () => {
  it('are numbered in order', () => {
    const { statements, binds } = translate("select * from t where a = ? and b in (?, '?') -- ?");
    expect({ statements, binds }).toEqual({
      statements: ["SELECT * FROM T WHERE A = $1 AND B IN ($2, '?')"],
      binds: 2,
    });
  });
});

test('numbered placeholders may stand more than once and in any order', () => {
  const { statements, binds } = translate('select :2 as b, :1 as a, :2 as c');
  expect({ statements, binds }).toEqual({ statements: ['SELECT $2 AS B, $1 AS A, $2 AS C'], binds: 2 });
  expect(() => translate('select :name')).toThrow(
    'A bind variable with a name is not supported on the local engine. Use ? or :1 placeholders.',
  );
});

describe('the hidden column of tables with ROW_TIMESTAMP', () => {
  const context: TranslationContext = {
    columns: (relation) =>
      relation.at(-1) === 'STAMPED'
        ? [
            { name: 'ID', type: 'integer' },
            { name: 'METADATA$ROW_LAST_COMMIT_TIME', type: 'timestamptz' },
          ]
        : undefined,
  };
  it('is left out of *, and read by its name', () => {
    expect(sql('select * from s.stamped', context)).toBe(
      'SELECT * EXCLUDE ("METADATA$ROW_LAST_COMMIT_TIME") FROM S.STAMPED',
    );
    expect(sql('select x.*, y.* from stamped x join plain y using (id)', context)).toBe(
      'SELECT X.* EXCLUDE ("METADATA$ROW_LAST_COMMIT_TIME"), Y.* FROM STAMPED AS X JOIN PLAIN AS Y USING (ID)',
    );
    expect(sql('select metadata$row_last_commit_time from stamped', context)).toBe(
      'SELECT "METADATA$ROW_LAST_COMMIT_TIME" FROM STAMPED',
    );
  });
  it('keeps inserts without a list of columns out', () => {
    expect(() => sql('insert into stamped values (1)', context)).toThrow(
      'INSERT without a list of columns into a table with ROW_TIMESTAMP is not supported on the local engine. List the columns.',
    );
  });
});
