import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lake } from '../../../engine/landing/lake';
import { directoryLake } from '../../../local/lake/directory';
import { repair } from '../../../local/lake/repair';

let home: string;
let lake: Lake;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  lake = directoryLake({ root: join(home, 'lake') });
  file = join(home, 'repaired.csv');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const folder = 'bronze/shop/orders/extracted_at=2026-01-02T03:04:05Z';
const streamed = 'bronze/events/dt=2026-01-02/hour=03/shop-1-2026-01-02-03-04-05-abc.json.gz';

async function put(key: string, content: string, at: string): Promise<void> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(content);
  }
  await (await lake.stage(bytes())).publish(key, new Date(at));
}

test('a file of a batch lies beside the broken one, for the same extraction, with its time', async () => {
  const key = `${folder}/${sha256('bad')}.csv`;
  await put(key, 'bad', '2026-01-02T04:00:00.000Z');
  writeFileSync(file, 'good');
  const repaired = await repair({ lake, key, file, apply: true });
  expect(repaired).toEqual({
    ...{ key, repairedKey: `${folder}/${sha256('good')}.csv`, bytes: 4, status: 'written' },
    modifiedAt: '2026-01-02T04:00:00.000Z',
  });
  expect(await lake.stat(repaired.repairedKey)).toMatchObject({ modifiedAt: '2026-01-02T04:00:00.000Z' });
  expect(await lake.stat(key)).toBeDefined();
});

test('an object of the stream is repaired in its own hour', async () => {
  await put(streamed, 'bad', '2026-01-02T04:00:00.000Z');
  writeFileSync(file, 'good');
  expect((await repair({ lake, key: streamed, file, apply: true })).repairedKey).toBe(
    streamed.replace('.json.gz', `-repaired-${sha256('good').slice(0, 12)}.json.gz`),
  );
});

test('without apply it says what it would write, and a second time finds it there', async () => {
  await put(streamed, 'bad', '2026-01-02T04:00:00.000Z');
  writeFileSync(file, 'good');
  const all = { lake, key: streamed, file };
  expect((await repair({ ...all, apply: false })).status).toBe('would write');
  expect((await repair({ ...all, apply: true })).status).toBe('written');
  expect((await repair({ ...all, apply: true })).status).toBe('present');
});

test('content that was not repaired is refused', async () => {
  const key = `${folder}/${sha256('bad')}.csv`;
  await put(key, 'bad', '2026-01-02T04:00:00.000Z');
  writeFileSync(file, 'bad');
  await expect(repair({ lake, key, file, apply: true })).rejects.toThrow(
    `LH612 ${file} is what ${key} holds already: nothing was repaired.`,
  );
});

test('an object that is not there is named', async () => {
  writeFileSync(file, 'good');
  await expect(repair({ lake, key: streamed, file, apply: true })).rejects.toMatchObject({ code: 'LH604' });
});
