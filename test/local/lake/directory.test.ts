import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { directoryLake } from '../../../local/lake/directory';
import { lakeContract } from '../../support/lake-contract';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'lakehouse-'));

describe('directory lake', () => {
  lakeContract(async () => {
    const root = temporary();
    return {
      lake: directoryLake({ root }),
      close: async () => rmSync(root, { recursive: true, force: true }),
    };
  });
});

test('is empty where there is no directory yet', async () => {
  const root = join(temporary(), 'not', 'there');
  for await (const { key } of directoryLake({ root }).list('')) throw new Error(`unexpected ${key}`);
});

test('keeps the same keys as the bucket, and what is staged beside them', async () => {
  const root = temporary();
  const lake = directoryLake({ root });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('hello');
  }
  const key = 'bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/00ff.csv';
  await (await lake.stage(bytes())).publish(key);
  await lake.stage(bytes());
  expect((await readdir(root)).sort()).toEqual(['.staging', 'bronze']);
  expect(lake.localPath?.(key)).toBe(join(root, key));
  expect(lake.url).toBe(`${pathToFileURL(root).href}/`);
  rmSync(root, { recursive: true, force: true });
});

test('drops what was staged a day ago and never published', async () => {
  const root = temporary();
  let now = new Date();
  const lake = directoryLake({ root, clock: () => now });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('hello');
  }
  await lake.stage(bytes());
  await lake.stage(bytes());
  expect(await readdir(join(root, '.staging'))).toHaveLength(2);
  now = new Date(now.getTime() + 90_000_000);
  await lake.stage(bytes());
  expect(await readdir(join(root, '.staging'))).toHaveLength(1);
  rmSync(root, { recursive: true, force: true });
});

test('an object may carry a time of its own, and is seen with no other', async () => {
  const root = temporary();
  const lake = directoryLake({ root });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('hello');
  }
  const staged = await lake.stage(bytes());
  await staged.publish('bronze/events/a.json', new Date('2020-01-02T03:04:05.678Z'));
  expect(await lake.stat('bronze/events/a.json')).toMatchObject({ modifiedAt: '2020-01-02T03:04:05.678Z' });
  rmSync(root, { recursive: true, force: true });
});
