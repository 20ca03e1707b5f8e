import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import { directoryLake } from '../../../local/lake/directory';
import { ingest } from '../../../local/lake/ingest';
import { pipeStatus } from '../../../local/pipe';
import { killedSources } from '../../support/killed-sources';

const FILES = 4;
const ROWS = 3000;
const child = join(__dirname, '../../support/pipe-child.ts');

/** Runs the pipe in a process of its own and kills it, without warning, when it has said `word` so many times. */
function run(
  home: string,
  kill?: { readonly word: string; readonly times: number; readonly after: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', child, home], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let failed = '';
    started.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const times = said.split('\n').filter((line) => line === kill?.word).length;
      if (kill && times >= kill.times) setTimeout(() => started.kill('SIGKILL'), kill.after);
    });
    started.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()));
    started.on('error', reject);
    started.on('exit', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(said) : reject(new Error(failed)),
    );
  });
}

test('loads each file exactly once, however often and whenever the process is killed', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const directory = join(home, 'files');
  mkdirSync(directory);
  for (const dataset of ['orders', 'items']) {
    for (let file = 0; file < FILES; file += 1) {
      const rows = Array.from({ length: ROWS }, (_, row) => `${dataset}-${file}-${row},name ${row}`);
      // The last row is a bad one, so that errors are counted once too.
      writeFileSync(join(directory, `${dataset}_${file}.csv`), `id,name\n${rows.join('\n')}\n"x"y,1\n`);
    }
  }
  const lake = directoryLake({ root: join(home, 'lake') });
  const landings = killedSources.flatMap(({ landing }) => (landing ? [landing] : []));
  await ingest({ lake, landings, directory, extractedAt: new Date('2026-01-02T03:04:05Z') });

  const moments = [
    { word: 'open', times: 1, after: 0 },
    { word: 'planned', times: 1, after: 0 },
    { word: 'loading', times: 1, after: 1 },
    { word: 'loaded', times: 1, after: 2 },
    { word: 'loading', times: 3, after: 4 },
  ];
  const endings: string[] = [];
  for (const moment of moments) endings.push(await run(home, moment));
  expect(endings.filter((said) => !said.includes('done')).length).toBeGreaterThan(0);
  expect(await run(home)).toContain('done 0');

  const clock = (): Date => new Date();
  const warehouse = await openDuckdb({
    path: join(home, 'lakehouse.duckdb'),
    translate,
    lake,
    clock,
    threads: 1,
  });
  for (const table of ['ORDERS', 'ITEMS']) {
    const { rows } = await warehouse.query(
      `SELECT COUNT(*), COUNT(DISTINCT ID), COUNT(DISTINCT _FILE) FROM LAKEHOUSE.BRONZE_SHOP.${table}`,
    );
    expect(rows).toEqual([[FILES * ROWS, FILES * ROWS, FILES]]);
  }
  const ledger = await warehouse.query(
    'SELECT COUNT(*), COUNT(DISTINCT FILE), SUM(ROWS_LOADED), SUM(ERRORS) FROM LAKEHOUSE.BRONZE.LOAD_LEDGER',
  );
  expect(ledger.rows).toEqual([[2 * FILES, 2 * FILES, 2 * FILES * ROWS, 2 * FILES]]);
  const errors = await warehouse.query(
    'SELECT COUNT(*), COUNT(DISTINCT FILE) FROM LAKEHOUSE.BRONZE.LOAD_ERRORS',
  );
  expect(errors.rows).toEqual([[2 * FILES, 2 * FILES]]);
  const { datasets } = await pipeStatus({ warehouse, lake, sources: killedSources });
  expect(datasets.map(({ pending }) => pending)).toEqual([[], []]);
  await warehouse.close();
  rmSync(home, { recursive: true, force: true });
});
