import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

test('an environment that is not there ends the synthesis with one line and no stack', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', 'bin/cdk.ts'], {
    cwd: root,
    encoding: 'utf8',
    // As the CDK's command line hands over `-c env=dve`.
    env: { ...process.env, CDK_CONTEXT_JSON: '{"env":"dve"}' },
  });
  expect(stderr.split('\n').filter((line) => line !== '')).toEqual([
    'environments.yml There is no environment "dve"; did you mean dev? There are: dev, staging, prod.',
  ]);
  expect(status).toBe(1);
});
