import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliReference } from '../../bin/reference';

test('docs/cli.md is what `npm run docs:cli` writes', () => {
  expect(readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8')).toBe(cliReference());
});
