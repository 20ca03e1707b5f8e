import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryLake } from '../../../local/lake/directory';
import { deliveredLines } from '../../support/delivered-lines';

const child = join(__dirname, '../../support/delivery-child.ts');

/** Runs a delivery in a process of its own and kills it, without warning, some time after its nth accepted batch. */
function run(home: string, from: number, kill?: { readonly accepted: number; readonly after: number }) {
  return new Promise<readonly number[]>((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', child, home, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let failed = '';
    const accepted = (): number[] =>
      [...said.matchAll(/accepted (\d+)\n/g)].map(([, batch]) => Number(batch));
    started.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (kill && accepted().length >= kill.accepted) setTimeout(() => started.kill('SIGKILL'), kill.after);
    });
    started.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()));
    started.on('error', reject);
    started.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(accepted()) : reject(new Error(failed)),
    );
  });
}

test('every record that a killed process had accepted is in the lake after the next start', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const moments = [
    { accepted: 1, after: 0 },
    { accepted: 3, after: 2 },
    { accepted: 8, after: 1 },
    { accepted: 15, after: 4 },
    { accepted: 25, after: 3 },
  ];
  const accepted: number[] = [];
  let killed = 0;
  for (const [index, moment] of moments.entries()) {
    const batches = await run(home, index * 100, moment);
    if (batches.length < 40) killed++;
    accepted.push(...batches);
  }
  expect(killed).toBeGreaterThan(0);
  expect(await run(home, 9000)).toHaveLength(40);
  const lines = await deliveredLines(directoryLake({ root: join(home, 'lake') }));
  const found = new Set(lines);
  const wanted = accepted.flatMap((batch) =>
    Array.from({ length: 50 }, (_, index) => `{"batch":${batch},"line":${index}}`),
  );
  expect(wanted.filter((line) => !found.has(line))).toEqual([]);
  // Nothing was sent twice, so nothing may be there twice.
  expect(lines).toHaveLength(found.size);
  expect(readdirSync(join(home, 'delivery'))).toEqual([]);
  rmSync(home, { recursive: true, force: true });
});
