import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import {
  BUNDLE_BOUND,
  bundleOf,
  bundleOptions,
  FUNCTIONS,
  type FunctionName,
} from '../../lib/constructs/bundle';
import { mistakes, read } from '../support/projects';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Bundle {
  readonly file: string;
  readonly text: string;
  readonly output: Metafile['outputs'][string];
}

const built = new Map<FunctionName, Bundle>();
function bundle(name: FunctionName): Bundle {
  const file = join(folder, name, 'index.js');
  const made = built.get(name) ?? make(name, file);
  built.set(name, made);
  return made;
}

function make(name: FunctionName, file: string): Bundle {
  const { metafile } = buildSync({
    ...bundleOptions(name),
    metafile: true,
    outfile: file,
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  if (!output) throw new Error(`${name} was not built`);
  return { file, output, text: readFileSync(file, 'utf8') };
}

/** In a folder without packages, with nothing in the environment. */
const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: folder, env: { NODE_NO_WARNINGS: '1' }, encoding: 'utf8' });

test('every folder of lambdas/ with a handler is a function, and every function has one', () => {
  const handlers = readdirSync(join(ROOT, 'lambdas')).filter((name) =>
    existsSync(join(ROOT, 'lambdas', name, 'handler.ts')),
  );
  expect([...FUNCTIONS].sort()).toEqual(handlers.sort());
});

describe.each(FUNCTIONS)('%s', (name) => {
  test('is small', () => {
    expect(bundle(name).output.bytes).toBeLessThan(BUNDLE_BOUND[name]);
  });

  test('has nothing of the infrastructure and nothing of the local engine in it', () => {
    const packages = Object.keys(bundle(name).output.inputs)
      .filter((path) => path.includes('node_modules/'))
      .map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path);
    expect(packages.length).toBeGreaterThan(0);
    const unwanted =
      /^(aws-cdk-lib|constructs|cdk-nag|@duckdb|@polyglot-sql|esbuild|typescript|tsx|pg|commander|@azure|google-)/;
    expect([...new Set(packages)].filter((one) => unwanted.test(one))).toEqual([]);
    const own = Object.keys(bundle(name).output.inputs).filter((path) => !path.includes('node_modules/'));
    expect(
      own.filter((path) => /engine\/warehouse\/duckdb|^(lib|local|bin|cloud|console|test)\//.test(path)),
    ).toEqual([]);
  });

  test('needs nothing beside it but Node', () => {
    const { output, text } = bundle(name);
    const needed = output.imports.map(({ path }) => path.replace(/^node:/, '').split('/', 1)[0] ?? '');
    expect([...new Set(needed)].filter((path) => !builtinModules.includes(path))).toEqual([]);
    expect([...text.matchAll(/\brequire\((?!["'`])[^)]{0,40}/g)].map(([found]) => found)).toEqual([]);
    expect([...text.matchAll(/\beval\([^)]{0,40}/g)].map(([found]) => found)).toEqual([]);
    const file = JSON.stringify(bundle(name).file);
    const exported = node('-p', `JSON.stringify(Object.values(require(${file})).map((one) => typeof one))`);
    expect(new Set(JSON.parse(exported) as string[])).toEqual(new Set(['function']));
  });
});

test('what is left out may be loaded and named, and says so where it is called', () => {
  const absent = JSON.stringify(join(ROOT, 'lambdas/snowflake/left-out/absent.js'));
  const run = (code: string): string =>
    node('-p', `try { const m = require(${absent}); ${code}; 'went on' } catch (e) { e.message }`);
  expect(run('const { Parser } = m; class Mine extends Parser {}; m.define("x", () => 1)')).toBe('went on\n');
  expect(run('new m.DefaultAzureCredential()')).toBe(
    'DefaultAzureCredential is left out of the bundle: lambdas/snowflake/left-out\n',
  );
  expect(run('m.createLogger()')).toContain('createLogger is left out of the bundle');
});

test('a bundle tells time in UTC and no other zone', () => {
  const zones = JSON.stringify(join(ROOT, 'lambdas/snowflake/left-out/time-zones.js'));
  expect(node('-p', `require(${zones})(0).tz('UTC').format()`)).toBe('1970-01-01T00:00:00Z\n');
  expect(
    node('-p', `try { require(${zones})(0).tz('Europe/Berlin').format() } catch (e) { e.message }`),
  ).toBe('The time zone Europe/Berlin is left out of the bundle: sessions are in UTC.\n');
});

test('a bundle words the mistakes of a project as the command line does', () => {
  const texts = { 'models/m.yml': 'models: [{ name: 1, columns: 2 }]', 'models/a.sql': 'select 1' };
  const file = join(folder, 'words.js');
  const contents = `import { mistakes, read } from './test/support/projects';
    process.stdout.write(mistakes(() => read(${JSON.stringify(texts)})));`;
  buildSync({
    ...bundleOf(''),
    entryPoints: [],
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile: file,
    logLevel: 'silent',
  });
  const said = node(file);
  expect(said).toBe(mistakes(() => read(texts)));
  expect(said).toContain('expected string, received number');
});
