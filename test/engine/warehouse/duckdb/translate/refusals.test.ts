import { LakehouseError } from '../../../../../engine/errors';
import { translate } from '../../../../../engine/warehouse/duckdb/translate';

function refusal(sql: string): string {
  try {
    return `translated: ${translate(sql).statements.join('; ')}`;
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    const [problem] = error.problems;
    if (!problem) throw error;
    return `${problem.code} ${problem.location?.line}:${problem.location?.column} ${problem.message}`;
  }
}

describe('what is not on the list is refused by name, with its place', () => {
  it.each([
    // statements
    [
      'create materialized view v as select 1',
      'LH501 1:8 CREATE MATERIALIZED VIEW is not supported on the local engine. Make it a model of the project. A table is one.',
    ],
    [
      'create stream s on table t',
      'LH501 1:8 CREATE STREAM is not supported on the local engine. Read METADATA$ROW_LAST_COMMIT_TIME of a table with ROW_TIMESTAMP = TRUE.',
    ],
    [
      'show warehouses',
      'LH501 1:6 SHOW WAREHOUSES is not supported on the local engine. There are SHOW OBJECTS, TABLES, VIEWS, SCHEMAS, COLUMNS, SEQUENCES.',
    ],
    [
      'begin select 1; end',
      'LH501 1:7 A scripting block is not supported on the local engine. Send its statements one by one.',
    ],
    // clauses
    ['select 1 from t at (offset => -60)', 'LH501 1:17 Time travel is not supported on the local engine.'],
    [
      'select 1 from t match_recognize (pattern (a))',
      'LH501 1:17 MATCH_RECOGNIZE is not supported on the local engine.',
    ],
    [
      'select a from t start with a = 1 connect by prior a = b',
      'LH501 1:17 CONNECT BY is not supported on the local engine. Use a recursive CTE.',
    ],
    [
      'select * from t sample (10)',
      'LH501 1:17 SAMPLE is not supported on the local engine. Its rows cannot be matched: filter by a hash of the key, or use LIMIT.',
    ],
    ['select 1 for update', 'LH501 1:10 FOR UPDATE is not supported on the local engine.'],
    ['select a from t window w as ()', 'LH510 1:17 Found "window", which is not understood here.'],
    [
      'create table t (a int) with row access policy p on (a)',
      'LH501 1:24 A policy on a table or view is not supported on the local engine.',
    ],
    // functions and their arguments
    ['select foo(1)', 'LH501 1:8 The function FOO is not supported on the local engine.'],
    [
      'select\n  coalesc(a, b)\nfrom t',
      'LH501 2:3 The function COALESC is not supported on the local engine. Did you mean "COALESCE"?',
    ],
    [
      'select hash(a) from t',
      'LH501 1:8 The function HASH is not supported on the local engine. Its values cannot be matched: use MD5 or SHA2.',
    ],
    [
      'select upper(a, b) from t',
      'LH501 1:8 UPPER() with 2 arguments is not supported on the local engine. It takes 1.',
    ],
    [
      'select upper(distinct a) from t',
      'LH501 1:8 DISTINCT in UPPER() is not supported on the local engine.',
    ],
    ['select upper(a) over () from t', 'LH501 1:8 OVER after UPPER() is not supported on the local engine.'],
    [
      'select sum(a) within group (order by b) from t',
      'LH501 1:8 WITHIN GROUP after SUM() is not supported on the local engine.',
    ],
    [
      'select row_number() from t',
      'LH501 1:8 ROW_NUMBER() without ORDER BY in an OVER is not supported on the local engine. Snowflake needs it too.',
    ],
    [
      'select count(t.*) from t',
      'LH501 1:14 COUNT of a star over a relation whose columns are not known is not supported on the local engine. List the columns.',
    ],
    [
      'select round(a, 1, x) from t',
      'LH501 1:20 A rounding mode that is no literal is not supported on the local engine.',
    ],
    [
      'select * from table(result_scan(x))',
      'LH501 1:21 The table function RESULT_SCAN is not supported on the local engine.',
    ],
    [
      'select * from table(generator(timelimit => 1))',
      'LH501 1:21 TIMELIMIT of GENERATOR() is not supported on the local engine. Use ROWCOUNT.',
    ],
    [
      'select seq4()',
      'LH501 1:8 SEQ4() without a GENERATOR in FROM is not supported on the local engine. Use ROW_NUMBER() OVER (ORDER BY …) - 1.',
    ],
    [
      'select max_by(a, b, 1001) from t',
      'LH501 1:8 MAX_BY() for 1001 values is not supported on the local engine. It takes 1 to 1000.',
    ],
    // types
    ['select a::geography from t', 'LH501 1:11 The type GEOGRAPHY is not supported on the local engine.'],
    ['select a::number(39, 0) from t', 'LH501 1:11 NUMBER(39,0) is not supported on the local engine.'],
    [
      'select a::array(int) from t',
      'LH501 1:17 The structured type ARRAY(…) is not supported on the local engine. Use ARRAY.',
    ],
    [
      'select a::timestamp_tz from t',
      'LH501 1:11 A cast to TIMESTAMP_TZ is not supported on the local engine. Its offset would be lost: use TIMESTAMP_NTZ or TIMESTAMP_LTZ.',
    ],
    [
      "create table t (a varchar(3) collate 'de')",
      'LH501 1:30 COLLATE is not supported on the local engine. Compare upper() or lower() of both sides.',
    ],
    // units, formats, parameters, settings
    [
      'select datediff(fortnight, a, b) from t',
      'LH501 1:17 The unit FORTNIGHT of DATEDIFF() is not supported on the local engine.',
    ],
    [
      'select dateadd(unit_column, 1, b) from t',
      'LH501 1:16 The unit UNIT_COLUMN of DATEADD() is not supported on the local engine.',
    ],
    [
      "select to_char(a::date, 'YYYY-WW') from t",
      'LH501 1:25 The format element WW is not supported on the local engine. Put literal text into double quotes.',
    ],
    [
      'select to_date(a, b) from t',
      'LH501 1:19 The format of TO_DATE() that is no literal is not supported on the local engine. Write it as a text in quotes.',
    ],
    [
      "select regexp_like(a, 'x', 'z') from t",
      'LH501 1:28 The regular expression parameter z is not supported on the local engine.',
    ],
    ['select flatten(a) from t', 'LH501 1:8 The function FLATTEN is not supported on the local engine.'],
    [
      'alter session set week_start = 7',
      'LH501 1:19 The session setting WEEK_START = 7 is not supported on the local engine.',
    ],
    // values that Snowflake converts in its own way
    [
      'select v:a = x from t',
      'LH501 1:9 A VARIANT inside = without a cast is not supported on the local engine. Add ::type.',
    ],
    [
      "select parse_json('1') + 1",
      'LH501 1:8 A VARIANT inside + without a cast is not supported on the local engine. Add ::type.',
    ],
    [
      'select v:a < v:b from t',
      'LH501 1:9 A VARIANT inside < without a cast is not supported on the local engine. Add ::type.',
    ],
    [
      "select iff(a, true, 'x') from t",
      'LH501 1:21 IFF with a BOOLEAN beside a TEXT is not supported on the local engine. Cast them to one type.',
    ],
    [
      "select 1 = date '2024-01-01'",
      'LH501 1:12 = with a number beside a DATE is not supported on the local engine. Cast them to one type.',
    ],
    [
      'select true + 1',
      'LH501 1:8 A boolean under + is not supported on the local engine. Cast it to a number.',
    ],
    [
      'select (a, b) in (select 1, 2) from t',
      'LH501 1:8 A row of values IN a query is not supported on the local engine. Use EXISTS.',
    ],
    [
      "select 'a' || b + 1 from t",
      'LH501 1:17 || beside + or - without parentheses is not supported on the local engine. Put parentheses around one of them.',
    ],
    [
      'select * from t join u on t.a = u.a, lateral flatten(input => t.v) f',
      'LH501 1:17 SEQ, or *, of a table function beside a join is not supported on the local engine. Name the other columns.',
    ],
    [
      'select a from t left join lateral flatten(input => t.v) f',
      'LH501 1:17 LEFT JOIN of FLATTEN() without OUTER => TRUE is not supported on the local engine. Add OUTER => TRUE.',
    ],
    [
      'select distinct * from values (parse_json(1))',
      'LH501 1:17 DISTINCT over the VARIANT COLUMN1 is not supported on the local engine. Use TO_JSON, or list the columns.',
    ],
    [
      'select v:a as x from t order by all',
      'LH501 1:1 ORDER BY ALL over the VARIANT X is not supported on the local engine. List the columns.',
    ],
    [
      "select object_construct('a', 1, 'a', 2)",
      "LH501 1:8 OBJECT_CONSTRUCT() with the key 'a' twice is not supported on the local engine. A key stands for one value.",
    ],
    [
      'select check_json(a) from t',
      'LH501 1:8 The function CHECK_JSON is not supported on the local engine. Its messages cannot be matched: use TRY_PARSE_JSON(…) IS NULL.',
    ],
  ])('%s', (sql, expected) => {
    expect(refusal(sql)).toBe(expected);
  });
});

describe('what does not read as a statement', () => {
  it.each([
    ['', 'LH510 1:1 Found the end of the statement where a statement belongs.'],
    ['select', 'LH510 1:7 Found the end of the statement where an expression belongs.'],
    ['select a from', 'LH510 1:14 Found the end of the statement where a name belongs.'],
    ['select a from t where', 'LH510 1:22 Found the end of the statement where an expression belongs.'],
    ['select (a from t', 'LH510 1:11 Found "from" where ) belongs.'],
    ['select 1; select 2', 'LH510 1:11 Found "select", which is not understood here.'],
    ["select 'a", `LH510 1:8 Unexpected "'".`],
    ['select a\nfrom t\nwhere a ==> 1', 'LH510 3:10 Found "=>" where an expression belongs.'],
  ])('%s', (sql, expected) => {
    expect(refusal(sql)).toBe(expected);
  });

  it('shows the line with a caret', () => {
    expect(() => translate('select a\nfrom t\nwhere foo(a)')).toThrow(
      'LH501 statement:3:7 The function FOO is not supported on the local engine.\n  3 | where foo(a)\n            ^',
    );
  });
});
