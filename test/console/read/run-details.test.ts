import { runFailure } from '../../../console/read/run-details';

test.each([
  ['LH501 statement:3:14 The function FOO is not supported on the local engine.', 3],
  ['SQL compilation error: error line 3 at position 13 invalid identifier', 3],
  // The line on which the statement begins: the engine does not say where in it a value was wrong.
  ["LH502 statement:1 100038 (22018): Numeric value 'abc' is not recognized", undefined],
])('the line that %j is about', (message, line) => {
  const failed = { step: 'build orders', model: undefined, test: undefined, sql: '', at: '' };
  expect(runFailure({ ...failed, message }).line).toBe(line);
});
