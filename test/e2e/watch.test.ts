import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitingIn } from '../../local/delivery/waiting';
import { directoryLake } from '../../local/lake/directory';
import { json, run, start, value, type Running } from '../support/bin/lakehouse';
import { deliveredLines } from '../support/delivered-lines';
import { ownerOf, temporaryHomes, until } from '../support/local/temporary-home';

const homes = temporaryHomes();
const watching: Running[] = [];
const files = mkdtempSync(join(tmpdir(), 'lh-watch-'));
afterEach(async () => {
  for (const { process: child, ended } of watching.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await homes.remove();
});
afterAll(() => rmSync(files, { recursive: true, force: true }));

interface Round {
  readonly run_id: string | null;
  readonly status: string;
  readonly message: string | null;
  readonly files_loaded: number;
  readonly rows_loaded: number;
  readonly models_built: number;
  readonly models_failed: number;
}

/** A watch, and its lines so far. */
function watch(home: string, ...argv: readonly string[]) {
  const running = start(home, 'run', '--watch', '--interval', '1', ...argv);
  watching.push(running);
  let out = '';
  running.process.stdout?.on('data', (piece: Buffer) => (out += piece.toString()));
  const rounds = (): Round[] =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Round);
  return { ...running, rounds };
}

const sum = (rounds: readonly Round[], what: 'files_loaded' | 'rows_loaded'): number =>
  rounds.reduce((total, round) => total + round[what], 0);

interface Lag {
  readonly lag: readonly {
    readonly domain: string;
    readonly layers: readonly { readonly layer: string; readonly lag_seconds: number | null }[];
  }[];
}

test('what a killed generator left comes into the lake, what is generated then too, and gold grows', async () => {
  const home = homes.make();
  const spool = join(home, 'delivery');
  const killed = start(home, 'generate', 'events', '--days', '30', '--start', '2025-06-01');
  await until(async () => (await waitingIn(spool)) !== undefined);
  killed.process.kill('SIGKILL');
  await killed.ended;
  const waiting = await waitingIn(spool);
  expect(waiting?.records).toBeGreaterThan(0);
  const before = await json<Lag>(home, 'status');
  const events = before.lag.find(({ domain }) => domain === 'events');
  expect(events?.layers[0]).toMatchObject({ layer: 'generated', lag_seconds: 0 });

  const watched = watch(home, '--select', 'tag:events');
  await watched.wrote('Waiting for files.');
  expect(await waitingIn(spool)).toBeUndefined();
  const orders = Number(await value(home, 'select count(*) from gold_events.fct_orders'));
  expect(orders).toBeGreaterThan(0);

  const made = await json<{ books: { lines: { total: number } }; objects: { written: number } }>(
    home,
    ...['generate', 'events', '--sessions', '400', '--days', '1', '--seed', '2', '--start', '2025-08-01'],
  );
  const lines = await deliveredLines(directoryLake({ root: join(home, 'lake') }));
  await until(() => sum(watched.rounds(), 'rows_loaded') === lines.length);
  expect(Number(await value(home, 'select count(*) from gold_events.fct_orders'))).toBeGreaterThan(orders);

  watched.process.kill('SIGINT');
  const { status, err } = await watched.ended;
  expect({ status, recovered: /\d+ objects? of a delivery that was killed recovered/.test(err) }).toEqual({
    status: 0,
    recovered: true,
  });
  const rounds = watched.rounds();
  expect(rounds.length).toBeGreaterThanOrEqual(2);
  expect(rounds.map((round) => round.status)).toEqual(Array(rounds.length).fill('success'));
  expect(made.books.lines.total).toBeLessThan(lines.length);
  expect(await value(home, 'select count(*) from bronze_events.events')).toBe(lines.length);
  expect(await value(home, 'select count(*) from bronze.load_ledger')).toBe(sum(rounds, 'files_loaded'));
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('a watch goes on after a round without its database and after one whose tests fail, and says so', async () => {
  const home = homes.make();
  const send = async (name: string, text: string): Promise<void> => {
    writeFileSync(join(files, name), text);
    await json(home, 'ingest', 'retail', files);
    rmSync(join(files, name));
  };
  await send('customers.csv', 'customer_id,name,country,email\n1,Ada Berg,Norway,ada@example.net\n');
  await send('products.csv', 'product_id,name,category,price\n1,bright lamp,Home,12.50\n');
  await send(
    'sales.json',
    '{"sale_id":1,"customer_id":1,"product_id":1,"quantity":2,"sale_date":"2025-01-02"}\n',
  );

  const watched = watch(home, '--select', 'tag:retail');
  await watched.wrote('ok      retail__');
  const owner = ownerOf(home);
  if (owner === undefined) throw new Error('no owner');
  process.kill(owner, 'SIGKILL');
  await watched.wrote('The round failed; the next try is in 1 s.\n');
  await watched.wrote('Waiting for files.');
  expect(await value(home, 'select count(*) from gold_retail.fct_sales')).toBe(1);

  await send(
    'sales.json',
    '{"sale_id":2,"customer_id":2,"product_id":1,"quantity":1,"sale_date":"2025-01-03"}\n',
  );
  await until(() => watched.rounds().at(-1)?.models_failed !== 0);
  expect(await value(home, 'select count(*) from gold_retail.fct_sales')).toBe(1);
  await send('customers.csv', 'customer_id,name,country,email\n2,Ben Dahl,Norway,ben@example.net\n');
  await until(() => watched.rounds().length === 4);
  expect(await value(home, 'select count(*) from gold_retail.fct_sales')).toBe(2);

  watched.process.kill('SIGTERM');
  expect((await watched.ended).status).toBe(0);
  const rounds = watched.rounds();
  expect(rounds.map((round) => [round.status, round.files_loaded])).toEqual([
    ['error', 3],
    ['success', 0],
    ['error', 1],
    ['success', 1],
  ]);
  expect(rounds[0]?.message).toMatch(/^LH804|The process that owns the local database has ended/);
});
