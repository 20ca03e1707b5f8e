import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyProject } from '../../lib/constructs/code';

test('a function gets the project without what dbt has left beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  const files = [
    'dbt_project.yml',
    'models/logs/orders.sql',
    'target/manifest.json',
    'dbt_packages/utils/macros.sql',
    'logs/dbt.log',
    '.user.yml',
    'models/.DS_Store',
  ];
  for (const file of files) {
    const path = join(folder, 'sql', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  copyProject(join(folder, 'sql'), join(folder, 'copy'));
  const copied = readdirSync(join(folder, 'copy'), { recursive: true, withFileTypes: true });
  expect(copied.flatMap((one) => (one.isFile() ? [one.name] : [])).sort()).toEqual([
    'dbt_project.yml',
    'orders.sql',
  ]);
});
