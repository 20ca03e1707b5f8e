import { readingOnDemand, type Reading } from '../../../local/owner';
import { isAlive, ownerOf, temporaryHomes, until } from '../../support/local/temporary-home';

const homes = temporaryHomes();
const opened: Reading[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((reading) => reading.close()));
  await homes.remove();
});

function reading(home: string, options: Parameters<typeof readingOnDemand>[1] = {}): Reading {
  const made = readingOnDemand(home, options);
  opened.push(made);
  return made;
}

const one = async (of: Reading): Promise<unknown> => (await of.query('select 1 as id')).rows;

test('nothing is started before something is asked, and the owner may end when nothing is', async () => {
  const home = homes.make();
  const warehouse = reading(home, { keptMilliseconds: 50, idleMilliseconds: 50 });
  expect(ownerOf(home)).toBeUndefined();
  expect(await one(warehouse)).toEqual([[1]]);
  const owner = ownerOf(home) ?? 0;
  await until(() => !isAlive(owner));
  expect(await one(warehouse)).toEqual([[1]]);
  expect(ownerOf(home)).not.toBe(owner);
});

test('an owner that is killed between two questions is replaced', async () => {
  const home = homes.make();
  const warehouse = reading(home);
  expect(await one(warehouse)).toEqual([[1]]);
  const owner = ownerOf(home) ?? 0;
  process.kill(owner, 'SIGKILL');
  await until(() => !isAlive(owner));
  expect(await one(warehouse)).toEqual([[1]]);
  expect(ownerOf(home)).not.toBe(owner);
});

test('a mistake in a question is told once, and costs no connection', async () => {
  const home = homes.make();
  const warehouse = reading(home);
  await expect(warehouse.query('select * from nowhere')).rejects.toThrow("Object 'NOWHERE' does not exist");
  const owner = ownerOf(home);
  expect(await one(warehouse)).toEqual([[1]]);
  expect(ownerOf(home)).toBe(owner);
});
