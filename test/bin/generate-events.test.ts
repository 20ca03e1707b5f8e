import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryLake } from '../../local/lake/directory';
import { call } from '../support/bin/captured-io';
import { json, run, start } from '../support/bin/lakehouse';
import { deliveredLines, deliveredObjects } from '../support/delivered-lines';
import { until } from '../support/local/temporary-home';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'lh-events-')));
  return folders.at(-1) ?? '';
}

interface Report {
  readonly start: string;
  readonly books: {
    readonly events: number;
    readonly sessions: { readonly started: number };
    readonly fulfilled: { readonly revenue_cents: number };
    readonly lines: { readonly total: number; readonly duplicates: number; readonly malformed: number };
  };
  readonly kept: number;
  readonly newest_arrival: string;
  readonly objects: { readonly written: number; readonly existing: number };
}

const lakeOf = (home: string) => directoryLake({ root: join(home, 'lake') });

test('events go into the lake through the delivery, and the books say what went', async () => {
  const home = folder();
  const report = await json<Report>(
    home,
    ...['generate', 'events', '--days', '0.5', '--seed', '4', '--start', '2026-05-01T06:00:00Z'],
    ...['--trouble', 'duplicates=0.05,malformed=0.01'],
  );
  const objects = await deliveredObjects(lakeOf(home));
  const lines = objects.flatMap((object) => object.lines);
  expect(lines).toHaveLength(report.books.lines.total);
  expect(objects).toHaveLength(report.objects.written);
  expect(report).toMatchObject({ start: '2026-05-01T06:00:00.000Z', kept: 0, objects: { existing: 0 } });
  expect(objects[0]?.key).toMatch(/^bronze\/events\/dt=2026-05-01\/hour=06\/events-1-2026-05-01-06-/);
  // Every object is as old as its delivery in the simulation.
  for (const { key, modifiedAt } of objects) {
    const [, date, time] = /events-1-(\d{4}-\d\d-\d\d)-(\d\d-\d\d-\d\d)-/.exec(key) ?? [];
    const age = Date.parse(modifiedAt) - Date.parse(`${date}T${time?.replaceAll('-', ':')}Z`);
    expect(age).toBeGreaterThanOrEqual(900_000);
    expect(age).toBeLessThan(901_000);
  }
});

test('so many sessions over so many days; a second call finds all its objects there', async () => {
  const home = folder();
  const argv = ['generate', 'events', '--sessions', '300', '--days', '2', '--buffer-seconds', '300'];
  const first = await json<Report>(home, ...argv);
  expect(first.books.sessions.started).toBe(300);
  const days = (Date.parse(first.newest_arrival) - Date.parse(first.start)) / 86_400_000;
  expect(days).toBeGreaterThan(1.5);
  expect(days).toBeLessThan(2.8);
  const second = await json<Report>(home, ...argv);
  expect(second.objects).toMatchObject({ written: 0, existing: first.objects.written });
  expect(second.books).toEqual(first.books);
});

test('the order book adds up to the revenue of the books', async () => {
  const out = folder();
  const orders = join(out, 'orders.csv');
  const report = await json<Report>(
    folder(),
    ...['generate', 'events', '--sessions', '500', '--out', join(out, 'events'), '--orders', orders],
  );
  const [head = '', ...lines] = readFileSync(orders, 'utf8').trimEnd().split('\n');
  const columns = head.split(',');
  const rows = lines.map((line) => line.split(','));
  const cell = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  const revenue = rows
    .filter((row) => cell(row, 'status') === 'fulfilled')
    .reduce((sum, row) => sum + Number(cell(row, 'total_cents')), 0);
  expect(revenue).toBe(report.books.fulfilled.revenue_cents);
  expect(revenue).toBeGreaterThan(0);
  // Without a lake, the objects lie by day right below the folder.
  const [first] = await deliveredObjects(directoryLake({ root: join(out, 'events') }), 'dt=');
  expect(first?.key).toMatch(/^dt=2026-01-01\/hour=00\/events-1-/);
});

test('a run that was killed loses nothing: run again, the lake has every event', async () => {
  const home = folder();
  const argv = ['generate', 'events', '--days', '4', '--rate', '150', '--trouble', 'duplicates=0.01'];
  const whole = folder();
  expect((await run(whole, ...argv)).status).toBe(0);
  const wanted = new Set(await deliveredLines(lakeOf(whole)));
  const objects = async (): Promise<number> => {
    const keys: string[] = [];
    for await (const { key } of lakeOf(home).list('bronze/events/')) keys.push(key);
    return keys.length;
  };
  for (const landed of [1, 100]) {
    const killed = start(home, ...argv);
    await until(async () => (await objects()) >= landed);
    killed.process.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ status: null });
    expect(new Set(await deliveredLines(lakeOf(home))).size).toBeLessThan(wanted.size);
  }
  expect((await run(home, ...argv)).status).toBe(0);
  expect(new Set(await deliveredLines(lakeOf(home)))).toEqual(wanted);
});

test('all four domains at once, each in its folder', async () => {
  const out = folder();
  const report = await json<{ files: { path: string }[]; events: Report }>(
    folder(),
    ...['generate', '--out', out, '--size', '100', '--shape', 'lines', '--dates', 'iso'],
  );
  expect(new Set(report.files.map(({ path }) => path.slice(out.length + 1).split('/')[0]))).toEqual(
    new Set(['olist', 'crm_erp', 'retail']),
  );
  expect(report.events.books.sessions.started).toBe(150);
  expect(readFileSync(join(out, 'retail', 'sales.json'), 'utf8')).toMatch(
    /^\{"sale_id":1,"customer_id":\d+,"product_id":\d+,"quantity":\d,"sale_date":"2025-\d\d-\d\d"\}\n/,
  );
});

describe('wrong options', () => {
  test.each([
    [
      ['--trouble', 'duplicate=0.1'],
      'LH101 --trouble knows no "duplicate", but duplicates, late, out_of_order, future, unknown, new_fields, missing, malformed. Did you mean "duplicates"?\n',
    ],
    [['--trouble', 'late=2'], 'LH101 --trouble late takes a share from 0 to 1 such as 0.01, not "2".\n'],
    [['--trouble', 'late'], 'LH101 --trouble late takes a share from 0 to 1 such as 0.01, not "".\n'],
    [['--days', '0'], 'LH101 --days takes a number above 0, not "0".\n'],
    [['--rate', 'many'], 'LH101 --rate takes a number above 0, not "many".\n'],
    [['--changed', '15%'], 'LH101 --changed takes a share from 0 to 1 such as 0.01, not "15%".\n'],
  ])('%j', async (argv, message) => {
    const ended = await call(['generate', 'events', ...argv]);
    expect(ended).toEqual({ status: 2, out: '', err: message });
  });
});
