import type { Opinion } from '../../../conformance/fakesnow/opinions';
import { readReviewed, review, type Reviewed } from '../../../conformance/fakesnow/reviewed';

const differ = (id: string): Opinion => ({ id, kind: 'differ', sql: '', ours: '', fakesnow: '' });
const listed = (...ids: string[]): Reviewed => [
  { why: 'a rule', right: 'ours', decides: 'https://docs.snowflake.com/', in: ids },
];

test('a difference that nobody looked at is named', () => {
  const opinions = [differ('num-1'), differ('num-2'), { id: 'num-3', kind: 'agree' } as const];
  expect(review(opinions, listed('num-1')).unlisted.map(({ id }) => id)).toEqual(['num-2']);
});

test('what is listed and differs no more is named', () => {
  expect(review([{ id: 'num-1', kind: 'agree' }], listed('num-1', 'str-*')).over).toEqual(['num-1', 'str-*']);
});

test('a star lists all that begin so', () => {
  const { unlisted, over } = review([differ('num-1'), differ('num-2')], listed('num-*'));
  expect([unlisted, over]).toEqual([[], []]);
});

test('a difference that is listed twice is named', () => {
  expect(review([differ('num-1')], listed('num-1', 'num-*')).twice).toEqual(['num-1']);
});

test('the list is readable, and every entry names a page', () => {
  for (const { decides } of readReviewed()) expect(decides).toMatch(/^https:\/\/docs\.snowflake\.com\/en\//);
});
