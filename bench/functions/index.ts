import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { bundleOf, bundleOptions, FUNCTIONS } from '../../lib/constructs/bundle';
import { count, table } from '../table';

const ROOT = join(__dirname, '..', '..');
const DRIVER = { contents: "module.exports = require('snowflake-sdk');", resolveDir: ROOT } as const;

interface Candidate {
  readonly name: string;
  readonly file: string;
  /** Undefined for what is no file of its own. */
  readonly bytes: number | undefined;
  readonly packed: number | undefined;
}

/**
 * Bytes and init time of every function's bundle, and of the Snowflake driver alone: as the functions have it, bundled
 * plainly, and as it is installed. Init is `require` in a fresh process of Node, the candidates taking turns. Functions
 * load the driver when they open Snowflake, so its time comes on top of theirs.
 */
export async function functionsBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { rounds: { type: 'string', default: '15' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'lakehouse-bench-'));
  try {
    const candidates = [
      ...FUNCTIONS.map((name) => bundled(folder, name, bundleOptions(name))),
      bundled(folder, 'driver, as functions have it', { ...bundleOf(''), entryPoints: [], stdin: DRIVER }),
      bundled(folder, 'driver, plainly bundled', {
        ...{ bundle: true, minify: true, platform: 'node', target: 'node22', format: 'cjs', stdin: DRIVER },
      }),
      installed(folder),
    ];
    const times = measure(candidates, Number(values.rounds));
    print(
      table(
        ['', 'bytes', 'gzip', 'init, median', 'least', 'most', 'resident'],
        candidates.map(({ name, bytes, packed }, index) => {
          const { milliseconds = [], resident = [] } = times[index] ?? {};
          return [
            ...[name, optional(bytes), optional(packed), ms(median(milliseconds))],
            ...[ms(Math.min(...milliseconds)), ms(Math.max(...milliseconds))],
            `${count(median(resident) / 2 ** 20)} MiB`,
          ];
        }),
      ),
    );
    const load = (loadavg()[0] ?? 0).toFixed(1);
    print(`${values.rounds} rounds, Node ${process.versions.node}, ${process.arch}, load ${load}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundled(folder: string, name: string, options: Parameters<typeof buildSync>[0]): Candidate {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.js`);
  buildSync({ ...options, outfile: file, logLevel: 'error' });
  return { name, file, bytes: statSync(file).size, packed: gzipSync(readFileSync(file)).length };
}

function installed(folder: string): Candidate {
  const file = join(folder, 'installed.js');
  writeFileSync(file, `module.exports = require(${JSON.stringify(require.resolve('snowflake-sdk'))});`);
  return { name: 'driver, as installed', file, bytes: undefined, packed: undefined };
}

const CHILD = `
  const started = performance.now();
  require(process.argv[1]);
  const milliseconds = performance.now() - started;
  process.stdout.write(JSON.stringify({ milliseconds, resident: process.memoryUsage.rss() }));
  process.exit(0);
`;

function measure(candidates: readonly Candidate[], rounds: number) {
  const times = candidates.map(() => ({ milliseconds: [] as number[], resident: [] as number[] }));
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { file }] of candidates.entries()) {
      // What asks other machines as soon as it is loaded is switched off for all: it is not what is measured.
      const env = { ...process.env, NODE_NO_WARNINGS: '1', SNOWFLAKE_DISABLE_PLATFORM_DETECTION: 'true' };
      const said = execFileSync(process.execPath, ['-e', CHILD, file], { env, encoding: 'utf8' });
      const found = JSON.parse(said) as { readonly milliseconds: number; readonly resident: number };
      if (round === 0) continue;
      times[index]?.milliseconds.push(found.milliseconds);
      times[index]?.resident.push(found.resident);
    }
  }
  return times;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(0)} ms`;
const optional = (value: number | undefined): string => (value === undefined ? '' : count(value));
