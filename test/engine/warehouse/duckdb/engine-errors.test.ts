import { LakehouseError } from '../../../../engine/errors';
import { isConflict, statementFailed } from '../../../../engine/warehouse/duckdb/engine-errors';

const said = (message: string, statement = 'SELECT 1'): string =>
  statementFailed(new Error(message), statement).message;

test.each([
  [
    "Conversion Error: Could not convert string 'abc' to INT32",
    "LH502 statement:1 100038 (22018): Numeric value 'abc' is not recognized. DuckDB says: Conversion Error: Could not convert string 'abc' to INT32",
  ],
  [
    'Conversion Error: Could not convert string "?credit_card" to DECIMAL(38,0)',
    'LH502 statement:1 100038 (22018): Numeric value \'credit_card\' is not recognized. DuckDB says: Conversion Error: Could not convert string "?credit_card" to DECIMAL(38,0)',
  ],
  [
    'Catalog Error: Table with name ORDERS does not exist!\nDid you mean "ORDER"?\n\nLINE 1: …',
    'LH502 statement:1 002003 (42S02): SQL compilation error: Object \'ORDERS\' does not exist or not authorized. DuckDB says: Catalog Error: Table with name ORDERS does not exist!\nDid you mean "ORDER"?',
  ],
  [
    "Conversion Error: Could not convert string '100051 (22012): Division by zero' to INT32",
    'LH502 statement:1 100051 (22012): Division by zero',
  ],
  ['Something else\n\nLINE 1: SELECT', 'LH502 statement:1 Something else'],
  [
    'Constraint Error: NOT NULL constraint failed: T.ID',
    'LH502 statement:1 100072 (22000): DML operation to table T failed on column ID with error: NULL result in a non-nullable column. DuckDB says: Constraint Error: NOT NULL constraint failed: T.ID',
  ],
  [
    "Constraint Error: CHECK constraint failed on table T with expression CHECK(sf.fits(S, 3)) (Error: Could not convert string '100078 (22000): String 'abcd' is too long and would be truncated' to INT32)",
    "LH502 statement:1 100078 (22000): String 'abcd' is too long and would be truncated",
  ],
  [
    'Binder Error: table T has 2 columns but 3 values were supplied',
    'LH502 statement:1 002020 (21S01): SQL compilation error: Insert value list does not match column list expecting 2 but got 3. DuckDB says: Binder Error: table T has 2 columns but 3 values were supplied',
  ],
  [
    'TransactionContext Error: Current transaction is aborted (please ROLLBACK)',
    'LH501 statement:1 Going on in a transaction after a statement of it failed is not supported on the local engine. Send ROLLBACK.',
  ],
])('says %s in the words that Snowflake has for it', (message, words) => {
  expect(said(message).split('\n  1 | ')[0]).toBe(words);
});

test('names the statement that failed, by its first line', () => {
  expect(said('no', '\nSELECT a\nFROM b')).toBe('LH502 statement:1 no\n  1 | SELECT a');
});

test('leaves an error alone that says what is wrong already', () => {
  const error = new LakehouseError([{ code: 'LH551', message: 'no lake' }]);
  expect(statementFailed(error, 'SELECT 1')).toBe(error);
});

test.each([
  ['TransactionContext Error: Catalog write-write conflict on create with "T"', true],
  ['TransactionContext Error: Conflict on tuple deletion!', true],
  ['Catalog Error: Table with name T does not exist!', false],
])('%s may be run again: %s', (message, again) => {
  expect(isConflict(new Error(message))).toBe(again);
});
