import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './bin/lakehouse';
import { stopOwner, until } from './local/temporary-home';
import { SHARED_FOLDER } from './shared-folder';

/** Of the demo that the tests share. */
export const DEMO_SIZE = 300;

/** Runs the demo in an empty home, and leaves it without an owner, to be copied. */
export async function buildDemo(home: string, size: number): Promise<void> {
  const { status, err } = await run(home, 'demo', '--size', String(size), '--no-serve');
  await stopOwner(home);
  if (status !== 0) throw new Error(err);
}

/** Such a home, for all test files of a run: the first that asks builds it, the others wait. It is copied, never used itself. */
export async function builtDemo(): Promise<string> {
  const shared = process.env[SHARED_FOLDER];
  if (shared === undefined) throw new Error('jest.config.js makes no folder that tests share');
  const home = join(shared, 'demo');
  const [built, failed] = [join(shared, 'demo-is-built'), join(shared, 'demo-failed')];
  if (isFirst(home)) {
    await buildDemo(home, DEMO_SIZE).then(
      () => writeFileSync(built, ''),
      (error: unknown) => writeFileSync(failed, String(error)),
    );
  }
  await until(() => existsSync(built) || existsSync(failed));
  if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
  return home;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
