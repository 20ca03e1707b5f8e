import { spoken } from '../../../../console/page/src/ui/format';

test.each([
  [
    'LH501 statement:3:7 The function FOO is not supported.\n  3 | where foo(a)\n            ^',
    'LH501 statement:3:7 The function FOO is not supported.',
  ],
  [
    'Table ORDERS does not exist!\nDid you mean "ORDER"?',
    'Table ORDERS does not exist! Did you mean "ORDER"?',
  ],
  ['found 3', 'found 3'],
])('what %j says, without the statement that it shows', (message, said) => {
  expect(spoken(message)).toBe(said);
});
