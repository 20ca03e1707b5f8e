import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../engine/errors';

const docs = join(__dirname, '../../../docs/errors');
const headings = readdirSync(docs)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => [...readFileSync(join(docs, file), 'utf8').matchAll(/^## (LH\d+) (.+)$/gm)])
  .map(([, code, title]) => `${code} ${title}`);

test('every error code is explained in docs/errors under its own title, and nothing else is', () => {
  const codes = Object.entries(catalogue).map(([code, { title }]) => `${code} ${title}`);
  expect([...headings].sort()).toEqual(codes.sort());
});

test('a code belongs to one catalogue only', () => {
  const folder = join(__dirname, '../../../engine/errors/catalogue');
  const all = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^\s+(LH\d+):/gm)].map(([, code]) => code),
  );
  expect(all).toEqual([...new Set(all)]);
});
