import { LakehouseError } from '../../../../../engine/errors';
import { translate } from '../../../../../engine/warehouse/duckdb/translate';
import {
  refusedObjects,
  refusedStatements,
} from '../../../../../engine/warehouse/duckdb/translate/statements/refused';

function refusal(sql: string): string {
  try {
    return `translated: ${translate(sql).statements.join('; ')}`;
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    return `${error.code} ${error.problems[0]?.message ?? ''}`;
  }
}

const named = (construct: string): RegExp =>
  new RegExp(`^LH501 ${construct} is not supported on the local engine\\. \\S`);

it.each(refusedStatements)('the statement %s is refused by its name, with another way', (words) => {
  expect(refusal(`${words} something`)).toMatch(named(`The statement ${words}`));
});

describe('objects of Snowflake that are not there', () => {
  it.each(refusedObjects.filter((words) => words !== 'DATABASE'))(
    'CREATE %s is refused by its name',
    (words) => {
      expect(refusal(`create ${words} something`)).toMatch(named(`CREATE ${words}`));
    },
  );

  it.each(refusedObjects.filter((words) => words !== 'OR ALTER' && words !== 'RECURSIVE'))(
    'ALTER, DROP and DESCRIBE of %s are refused by its name',
    (words) => {
      expect(refusal(`alter ${words} something set x = 1`)).toMatch(named(`ALTER ${words}`));
      expect(refusal(`drop ${words} something`)).toMatch(named(`DROP ${words}`));
      expect(refusal(`describe ${words} something`)).toMatch(named(`DESCRIBE ${words}`));
    },
  );

  it('CREATE DATABASE says how', () => {
    expect(refusal('create database d')).toBe(
      'LH501 CREATE DATABASE is not supported on the local engine. Add IF NOT EXISTS: the local database is there already.',
    );
  });
});

describe('what no user has to name to be let down', () => {
  it.each([
    ['grant select on table t to role r', 'translated: '],
    ['revoke usage on schema s from role r', 'translated: '],
    ['use role accountadmin', 'translated: '],
    ['use warehouse w', 'translated: '],
    ["alter session set query_tag = 'x'", 'translated: '],
    [
      "alter session set timezone = 'America/Los_Angeles'",
      'LH501 The session setting TIMEZONE = America/Los_Angeles is not supported on the local engine.',
    ],
    [
      'create table t using template (select 1)',
      'LH501 USING TEMPLATE is not supported on the local engine. Write the columns.',
    ],
    [
      'create table t (a int masking policy p)',
      'LH501 A policy on a column is not supported on the local engine.',
    ],
    ['create view v as select $x', "LH502 SQL compilation error: Session variable '$X' does not exist"],
  ])('%s', (sql, expected) => {
    expect(refusal(sql)).toBe(expected);
  });
});
