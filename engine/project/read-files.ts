import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ProjectFile } from './types';

const read = /\.(sql|ya?ml|md|csv|py)$/i;
/** What dbt itself writes or fetches below a project, and what is not ours to read. */
const ignored = new Set(['target', 'dbt_packages', 'logs', 'node_modules']);

/** The text files of a dbt project below `dir`, in the order of their paths. The only place that reads the disk. */
export async function readProjectFiles(dir: string): Promise<ProjectFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && read.test(entry.name))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep))
    .filter((parts) => !ignored.has(parts[0] ?? '') && !parts.some((part) => part.startsWith('.')))
    .map((parts) => parts.join('/'))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(dir, path), 'utf8') })));
}
