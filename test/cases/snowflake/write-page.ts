import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snowflakePage } from './page';

void snowflakePage().then((page) => {
  writeFileSync(join(__dirname, '../../../docs/snowflake-on-duckdb.md'), page);
});
