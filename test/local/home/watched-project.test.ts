import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localTarget, openProject } from '../../../local/home/project';
import { watchProject } from '../../../local/home/watched-project';

const folder = mkdtempSync(join(tmpdir(), 'lh-watched-'));
const model = join(folder, 'models', 'one.sql');
let at = 0;

beforeAll(() => {
  mkdirSync(join(folder, 'models'));
  writeFileSync(
    join(folder, 'dbt_project.yml'),
    'name: shop\nversion: 1.0.0\nconfig-version: 2\nprofile: shop\n',
  );
  writeFileSync(model, 'select 1 as id');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a project is shown as its files are, and as they were while there is a mistake in them', async () => {
  const watched = await watchProject({
    folder,
    open: () => openProject(folder, localTarget({ threads: 1, vars: {}, env: {} }), join(folder, 'cache')),
    now: () => new Date(at),
  });
  const sql = async (): Promise<string> => {
    const { project, compiler } = await watched.now();
    return project.models.map(({ uniqueId }) => compiler.select(uniqueId)).join();
  };
  const first = await watched.now();
  expect(await sql()).toBe('select 1 as id');

  writeFileSync(model, 'select 2 as id');
  expect(await watched.now()).toBe(first);
  at += 2000;
  expect(await sql()).toBe('select 2 as id');
  expect(watched.mistake).toBeUndefined();

  writeFileSync(model, "select * from {{ ref('nothing') }}");
  at += 2000;
  expect(await sql()).toBe('select 2 as id');
  expect(watched.mistake).toContain('nothing');

  writeFileSync(model, 'select 3 as id');
  at += 2000;
  expect(await sql()).toBe('select 3 as id');
  expect(watched.mistake).toBeUndefined();
});
