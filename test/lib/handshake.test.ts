import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { dev, synthesize } from './template/synthesized';

const golden = join(__dirname, '../golden/lib/handshake.yml');

// UPDATE_GOLDEN=1 writes the file anew: read the difference before it is committed.
test('what AWS and Snowflake agree on is as it was reviewed', () => {
  const { Resources = {} } = synthesize(dev()).templates['Warehouse'] ?? {};
  const steps = Object.entries(Resources).filter(([id]) =>
    /^(Integration|StorageRole\w+|Objects|Notifications)$/.test(id),
  );
  const LEFT_OUT = ['ServiceToken', 'Tags'];
  const text = stringify(
    Object.fromEntries(
      steps.map(([id, { Type, Properties = {}, DependsOn }]) => [
        id,
        {
          Type,
          ...(DependsOn ? { DependsOn } : {}),
          ...Object.fromEntries(Object.entries(Properties).filter(([name]) => !LEFT_OUT.includes(name))),
        },
      ]),
    ),
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, text);
  }
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
