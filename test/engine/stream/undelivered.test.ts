import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepInLake } from '../../../engine/stream/undelivered';
import { directoryLake } from '../../../local/lake/directory';

const root = mkdtempSync(join(tmpdir(), 'lakehouse-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('undelivered records lie beside the data, whole and with the reason, once however often they are kept', async () => {
  const lake = directoryLake({ root });
  const keep = keepInLake(lake, () => new Date('2026-01-02T03:04:05Z'));
  const record = { data: 'a\n"b"', partitionKey: 'k', arrivedAt: new Date('2026-01-01T00:00:00Z') };
  const reason = { code: 'LineBreak', message: 'no line', attempts: 0 };
  await keep([{ record, reason }]);
  await keep([{ record, reason }]);
  const keys: string[] = [];
  for await (const { key } of lake.list('')) keys.push(key);
  expect(keys).toEqual([expect.stringMatching(/^errors\/stream\/dt=2026-01-02\/[0-9a-f]{64}\.json$/)]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of lake.open(keys[0] ?? '')) chunks.push(chunk);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({
    ...{ data: 'a\n"b"', partition_key: 'k', arrived_at: '2026-01-01T00:00:00.000Z' },
    ...reason,
  });
});
