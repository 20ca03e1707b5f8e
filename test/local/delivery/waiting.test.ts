import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDelivery } from '../../../local/delivery';
import { waitingIn } from '../../../local/delivery/waiting';
import { directoryLake } from '../../../local/lake/directory';

const folder = mkdtempSync(join(tmpdir(), 'lh-waiting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (time: string): Date => new Date(`2026-05-01T${time}.000Z`);
const record = (time: string) => ({ data: '{"a":1}', partitionKey: 'p', arrivedAt: at(time) });

test('what a delivery has accepted waits until it is in the lake', async () => {
  const spool = join(folder, 'spool');
  expect(await waitingIn(spool)).toBeUndefined();
  const delivery = await openDelivery({
    lake: directoryLake({ root: join(folder, 'lake') }),
    spool,
    keep: () => Promise.reject(new Error('nothing is kept here')),
    clock: () => at('12:00:00'),
  });
  await delivery.put([record('10:00:00'), record('10:01:00')]);
  await delivery.put([record('10:02:30')]);
  expect(await waitingIn(spool)).toEqual({ records: 3, newest: '2026-05-01T10:02:30.000Z' });
  await delivery.close();
  expect(await waitingIn(spool)).toBeUndefined();
});
