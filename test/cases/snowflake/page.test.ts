import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snowflakePage } from './page';

test('docs/snowflake-on-duckdb.md is what `npm run docs:snowflake` writes', async () => {
  const page = readFileSync(join(__dirname, '../../../docs/snowflake-on-duckdb.md'), 'utf8');
  expect(page).toBe(await snowflakePage());
});
