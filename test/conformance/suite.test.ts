import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { exitStatus, type Outcome } from '../../conformance/suite';

const outcome = (status: Outcome['status']): Outcome => ({ status, summary: '' });
const main = join(__dirname, '../../bin/conformance.js');

test('a failure goes before a skip, and a skip is no pass', () => {
  expect(exitStatus([outcome('passed'), outcome('skipped'), outcome('failed')])).toBe(1);
  expect(exitStatus([outcome('passed'), outcome('skipped')])).toBe(77);
  expect(exitStatus([outcome('passed')])).toBe(0);
});

test('an unknown suite is wrong usage, and the known ones are listed', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'nope'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('usage: npm run conformance [-- <suite>…]\n  dbt ');
});
