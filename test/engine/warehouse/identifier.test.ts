import { identifier, literal, relationText } from '../../../engine/warehouse/identifier';

test.each([
  ['ORDERS', 'ORDERS'],
  ['_FILE', '_FILE'],
  ['orders', '"orders"'],
  ['ROW', '"ROW"'],
  ['TWO WORDS', '"TWO WORDS"'],
  ['A.B', '"A.B"'],
  ['SAY "HI"', '"SAY ""HI"""'],
  ['BACK\\SLASH', '"BACK\\SLASH"'],
  ['1ST', '"1ST"'],
  ['METADATA$FILENAME', 'METADATA$FILENAME'],
])('the stored name %s is written %s', (stored, written) => {
  expect(identifier(stored)).toBe(written);
});

test('a relation is written with all its parts', () => {
  expect(relationText({ database: 'LAKEHOUSE', schema: 'S', name: 'a"b' })).toBe('LAKEHOUSE.S."a""b"');
});

test.each([
  ['plain', "'plain'"],
  ["it's", "'it''s'"],
  ['back\\slash', "'back\\\\slash'"],
])('the text %s is written %s', (text, written) => {
  expect(literal(text)).toBe(written);
});
