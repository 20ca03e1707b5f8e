import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Lake } from '../../../engine/landing/lake';
import type { Landing } from '../../../engine/project/types';
import { directoryLake } from '../../../local/lake/directory';
import { ingest, type IngestOptions } from '../../../local/lake/ingest';

let home: string;
let lake: Lake;
let files: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  lake = directoryLake({ root: join(home, 'lake') });
  files = join(home, 'files');
  mkdirSync(join(files, 'sub'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const landing = (dataset: string, ...patterns: readonly string[]): Landing => ({
  domain: 'shop',
  dataset,
  format: 'csv',
  files: patterns,
});
const landings = [landing('orders', 'shop_orders*.csv*'), landing('items', 'items?.csv')];
const write = (name: string, content: string | Buffer): void => writeFileSync(join(files, name), content);
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const run = (options: Partial<IngestOptions> = {}): ReturnType<typeof ingest> =>
  ingest({ lake, landings, directory: files, extractedAt: new Date('2026-01-02T03:04:05.678Z'), ...options });
const keys = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { key } of lake.list('')) found.push(key);
  return found;
};

test('brings each file under the key of its dataset, extraction and content', async () => {
  write('shop_orders.csv', 'a\n1\n');
  write('sub/ITEMS1.CSV', 'b\n1\n');
  const report = await run();
  expect(await keys()).toEqual([
    `bronze/shop/items/extracted_at=2026-01-02T03:04:05Z/${sha256('b\n1\n')}.csv`,
    `bronze/shop/orders/extracted_at=2026-01-02T03:04:05Z/${sha256('a\n1\n')}.csv`,
  ]);
  expect(report).toMatchObject({ uploaded: 2, uploadedBytes: 8, unmatched: [], missing: [] });
  expect(report.files.map(({ file, dataset, status }) => [file, dataset, status])).toEqual([
    ['shop_orders.csv', 'orders', 'uploaded'],
    ['sub/ITEMS1.CSV', 'items', 'uploaded'],
  ]);
});

test('uploads nothing the second time, whatever the time of extraction', async () => {
  write('shop_orders.csv', 'a\n1\n');
  await run();
  const before = await keys();
  const report = await run({ extractedAt: new Date('2027-01-01T00:00:00Z') });
  expect(report).toMatchObject({
    uploaded: 0,
    uploadedBytes: 0,
    files: [{ status: 'present', key: before[0] }],
  });
  expect(await keys()).toEqual(before);
});

test('a dated call uploads what the source went back to, once', async () => {
  const send = (day: string, content: string): ReturnType<typeof ingest> => {
    write('shop_orders.csv', content);
    return run({ extractedAt: new Date(day), isDated: true });
  };
  await send('2026-01-01', 'a\n1\n');
  await send('2026-01-02', 'a\n2\n');
  expect(await send('2026-01-03', 'a\n1\n')).toMatchObject({ uploaded: 1 });
  expect(await send('2026-01-03', 'a\n1\n')).toMatchObject({ uploaded: 0 });
  expect(await keys()).toHaveLength(3);
});

test('uploads changed content beside the old one', async () => {
  write('shop_orders.csv', 'a\n1\n');
  await run();
  write('shop_orders.csv', 'a\n2\n');
  expect(await run({ extractedAt: new Date('2027-01-01T00:00:00Z') })).toMatchObject({ uploaded: 1 });
  expect(await keys()).toHaveLength(2);
});

test('uploads the same content once for two files of a dataset', async () => {
  write('shop_orders_1.csv', 'a\n1\n');
  write('shop_orders_2.csv', 'a\n1\n');
  expect((await run()).files.map(({ status }) => status)).toEqual(['uploaded', 'present']);
});

test('keeps the ending of a packed file', async () => {
  write('shop_orders.csv.gz', gzipSync('a\n1\n'));
  await run();
  expect((await keys())[0]).toMatch(/\.csv\.gz$/);
});

test('uploads nothing in a dry run and says what it would', async () => {
  write('shop_orders.csv', 'a\n1\n');
  const report = await run({ dryRun: true });
  expect(report.files[0]).toMatchObject({ status: 'would upload', sha256: sha256('a\n1\n') });
  expect(await keys()).toEqual([]);
});

test('names the files it does not know and the datasets without one', async () => {
  write('shop_orders.csv', 'a\n');
  write('LICENSE', 'free');
  write('.hidden', '');
  expect(await run()).toMatchObject({ unmatched: ['LICENSE'], missing: ['shop.items'] });
});

test('reports every file that several datasets claim before it uploads anything', async () => {
  write('shop_orders.csv', 'a\n');
  write('both1.csv', 'a\n');
  write('both2.csv', 'a\n');
  const both = [...landings, landing('one', 'both*'), landing('two', '*1.csv', 'both2.csv')];
  await expect(run({ landings: both })).rejects.toMatchObject({
    problems: [
      {
        code: 'LH602',
        message: 'both1.csv matches the patterns of shop.one, shop.two: make one of them narrower.',
      },
      {
        code: 'LH602',
        message: 'both2.csv matches the patterns of shop.one, shop.two: make one of them narrower.',
      },
    ],
  });
  expect(await keys()).toEqual([]);
});

test('says what it looked for where it finds nothing', async () => {
  write('shop_order.csv', 'a\n');
  await expect(run()).rejects.toThrow(
    `LH603 No file in ${files} matches shop_orders*.csv*, items?.csv. Did you mean "shop_orders*.csv*"?`,
  );
});

test('tells its progress in bytes', async () => {
  write('shop_orders.csv', 'x'.repeat(3_000_000));
  const seen: number[] = [];
  await run({ onProgress: ({ bytes, fileBytes }) => seen.push(bytes / fileBytes) });
  expect(seen.at(-1)).toBe(1);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
});

test('stops between two files and goes on where it stopped', async () => {
  write('shop_orders.csv', 'a\n1\n');
  write('items1.csv', 'b\n');
  const stop = new AbortController();
  const first = await run({ signal: stop.signal, onProgress: () => stop.abort() });
  expect(first.uploaded).toBe(1);
  expect((await run()).files.map(({ status }) => status).sort()).toEqual(['present', 'uploaded']);
});
