import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, messageOf } from '../../engine/errors';

/** What decides how the page comes out, below `console/`. */
const SOURCES = ['api', 'page/src', 'page/public', 'api.ts', 'page/index.html', 'page/vite.config.mts'];

/**
 * The folder of the built page. Built when it is served for the first time and when its sources have changed: an `npm ci`
 * for anything else need not wait for it, and nobody looks at an old page. Throws LH902.
 */
export async function builtPage(installation: string, onBuild: () => void): Promise<string> {
  const folder = join(installation, 'console', 'page', 'dist');
  const stamp = join(folder, '.sources');
  const sources = digest(join(installation, 'console'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return folder;
  onBuild();
  const draft = `${folder}.${String(process.pid)}`;
  await build(installation, draft);
  writeFileSync(join(draft, '.sources'), sources);
  // Another console may be at the same: either page is a whole one.
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return folder;
}

async function build(installation: string, into: string): Promise<void> {
  const vite = join(installation, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    fail(
      'LH902',
      "The console's page is not built, and Vite, which builds it, is not installed: run npm ci.",
    );
  }
  const options = ['build', 'console/page', '--outDir', into, '--emptyOutDir', '--logLevel', 'error'];
  try {
    // A process of its own: what a build takes of memory is not kept by a server that stays up all day.
    await promisify(execFile)(process.execPath, [vite, ...options], { cwd: installation });
  } catch (e: unknown) {
    rmSync(into, { recursive: true, force: true });
    fail('LH902', `The console's page could not be built. ${messageOf(e)}`);
  }
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(folder, source);
    if (!existsSync(path)) continue;
    for (const file of filesOf(path))
      hash.update(`${file.slice(folder.length)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
