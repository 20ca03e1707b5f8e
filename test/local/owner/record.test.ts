import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOwnerRecord, removeOwnerRecord, writeOwnerRecord } from '../../../local/owner/record';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'lh-record-'));

test('what the owner wrote is what a client reads, and no draft is left', () => {
  const home = fresh();
  writeOwnerRecord(join(home, 'owner.json'), { pid: 7, address: '/run/x.sock' });
  expect(readOwnerRecord(join(home, 'owner.json'))).toEqual({ pid: 7, address: '/run/x.sock' });
  expect(readdirSync(home)).toEqual(['owner.json']);
});

test.each([
  ['is missing', undefined],
  ['is empty', ''],
  ['was cut off', '{"pid":7,"addr'],
  ['has another shape', '{"pid":"7","address":"/x"}'],
])('a record that %s names no owner', (_, text) => {
  const path = join(fresh(), 'owner.json');
  if (text !== undefined) writeFileSync(path, text);
  expect(readOwnerRecord(path)).toBeUndefined();
});

test('a record can be removed twice', () => {
  const path = join(fresh(), 'owner.json');
  writeOwnerRecord(path, { pid: 7, address: '/x' });
  removeOwnerRecord(path);
  removeOwnerRecord(path);
  expect(readOwnerRecord(path)).toBeUndefined();
});
