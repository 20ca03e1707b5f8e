import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';
import { CannotCompare } from './check';
import type { Artifacts } from './artifacts';

/** manifest.json and run_results.json as a real build of a local lakehouse leaves them, on the demo's own input. */
export async function artifactsOfBuild({ root, env }: Surroundings): Promise<Artifacts> {
  const home = await mkdtemp(join(tmpdir(), 'lakehouse-conformance-'));
  try {
    const args = [join(root, 'bin/lakehouse.js'), 'demo', '--no-serve', '--home', home];
    const result = await runCommand(process.execPath, args, { cwd: root, env });
    const read = async (name: string): Promise<unknown> => {
      const text = await readFile(join(home, 'target', name), 'utf8').catch(() => undefined);
      if (text !== undefined) return JSON.parse(text);
      throw new CannotCompare(`the demo left no ${name}:\n${result ? lastWords(result) : ''}`);
    };
    // A build in which a model or a test failed leaves artifacts too, and they must be as readable.
    return { manifest: await read('manifest.json'), run_results: await read('run_results.json') };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
