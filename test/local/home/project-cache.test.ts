import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectFile, Target } from '../../../engine/project';
import { localTarget } from '../../../local/home/project';
import { readCached } from '../../../local/home/project-cache';

const files: readonly ProjectFile[] = [
  { path: 'dbt_project.yml', text: 'name: shop\nversion: 1.0.0\nconfig-version: 2\nprofile: shop\n' },
  {
    path: 'models/a.sql',
    text: "{{ config(alias=env_var('SHOP_ALIAS', 'plain'), tags=[var('tag', 'none')]) }} select 1 as i",
  },
];

const target = (env: Record<string, string> = {}, vars = {}): Target =>
  localTarget({ threads: 4, vars, env });
const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'lh-cache-')), 'cache', 'project');
const written = (path: string): number => statSync(path).ino;
const alias = (path: string, of = files, at = target()): string | undefined =>
  readCached(path, of, at).models[0]?.alias;

test('what is read from the cache is what was read from the files', () => {
  const path = fresh();
  const first = readCached(path, files, target());
  const before = written(path);
  expect(readCached(path, files, target())).toEqual(first);
  expect(written(path)).toBe(before);
});

test('a changed file is read anew', () => {
  const path = fresh();
  expect(alias(path)).toBe('plain');
  const changed = files.map((file) => ({ ...file, text: file.text.replace("'plain'", "'other'") }));
  expect(alias(path, changed)).toBe('other');
});

test('text that moves from one file to another is a change', () => {
  const path = fresh();
  const [project, model] = files;
  if (!project || !model) throw new Error('no files');
  const two = [project, model, { path: 'models/b.sql', text: 'select 2 as i' }];
  expect(readCached(path, two, target()).models.map(({ name }) => name)).toEqual(['a', 'b']);
  const renamed = [project, model, { path: 'models/c.sql', text: 'select 2 as i' }];
  expect(readCached(path, renamed, target()).models.map(({ name }) => name)).toEqual(['a', 'c']);
});

test('other variables are another project', () => {
  const path = fresh();
  readCached(path, files, target());
  expect(readCached(path, files, target({}, { tag: 'gold' })).models[0]?.tags).toContain('gold');
});

test('an environment variable that the project asks for decides, one that it does not ask for does not', () => {
  const path = fresh();
  expect(alias(path, files, target({ SHOP_ALIAS: 'x' }))).toBe('x');
  const before = written(path);
  expect(alias(path, files, target({ SHOP_ALIAS: 'x', HOME: '/elsewhere' }))).toBe('x');
  expect(written(path)).toBe(before);
  expect(alias(path, files, target({ SHOP_ALIAS: 'y' }))).toBe('y');
  expect(alias(path, files, target())).toBe('plain');
});

test('a cache that was cut off is read anew', () => {
  const path = fresh();
  alias(path);
  writeFileSync(path, readFileSync(path).subarray(0, 100));
  expect(alias(path)).toBe('plain');
});

test('a project with a mistake is not remembered', () => {
  const path = fresh();
  const wrong = [...files, { path: 'models/b.sql', text: "select * from {{ ref('nowhere') }}" }];
  expect(() => readCached(path, wrong, target())).toThrow('LH4');
  expect(() => readCached(path, wrong, target())).toThrow('LH4');
});
