import { join } from 'node:path';
import { buildJson, json, namesWith, run, start, value, type BuildJson } from '../support/bin/lakehouse';
import { ownerOf, stopOwner, temporaryHomes } from '../support/local/temporary-home';

const homes = temporaryHomes();
const kept = temporaryHomes();
/** Files of a shop in the lake, nothing loaded. */
const landed = kept.make();
/** The same, built without a disturbance. */
let built: string;
let sales: unknown;

/** Sales and all that they are made of. */
const SALES = ['--select', '+retail__fct_sales'];
const salesOf = (home: string): Promise<unknown> => value(home, 'select count(*) from gold_retail.fct_sales');

beforeAll(async () => {
  await json(landed, 'generate', 'retail', '--out', join(landed, 'input'), '--size', '40');
  await json(landed, 'ingest', 'retail', join(landed, 'input'));
  built = kept.copyOf(landed);
  expect((await run(built, 'build', ...SALES)).status).toBe(0);
  sales = await salesOf(built);
  expect(sales).toBeGreaterThan(0);
  await stopOwner(built);
});
afterEach(() => homes.remove());
afterAll(() => kept.remove());

test('a build that was killed goes on where it was', async () => {
  const home = homes.copyOf(landed);
  const killed = start(home, 'build', ...SALES);
  await killed.wrote('ok      retail__');
  killed.process.kill('SIGKILL');
  await killed.ended;
  const { status, err } = await run(home, 'build', ...SALES);
  expect(err).toContain('which was interrupted, goes on');
  expect(status).toBe(0);
  const { build } = await buildJson(home, ...SALES);
  expect(namesWith(build, 'unchanged')).toHaveLength(build.results.length);
  expect(await salesOf(home)).toBe(sales);
});

test('a killed owner costs a build its run, and the next build makes it good', async () => {
  const home = homes.copyOf(landed);
  const running = start(home, 'build', ...SALES);
  await running.wrote('ok      retail__');
  const owner = ownerOf(home);
  if (owner === undefined) throw new Error('no owner');
  process.kill(owner, 'SIGKILL');
  expect((await running.ended).status).toBe(1);
  expect((await run(home, 'build', ...SALES)).status).toBe(0);
  expect(await salesOf(home)).toBe(sales);
});

test('Ctrl-C ends a build in good order, and the next one goes on', async () => {
  const home = homes.copyOf(landed);
  const stopped = start(home, 'build', ...SALES);
  await stopped.wrote('ok      retail__');
  stopped.process.kill('SIGINT');
  const { status, out, err } = await stopped.ended;
  expect(err).toContain('Stopping when the statements under way are through.');
  expect({ status, of: (JSON.parse(out) as BuildJson).status }).toEqual({ status: 1, of: 'stopped' });
  expect((await run(home, 'build', ...SALES)).status).toBe(0);
  expect(await salesOf(home)).toBe(sales);
});
