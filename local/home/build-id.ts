import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const installation = resolve(__dirname, '../..');

/**
 * Changes whenever the code below these folders of the installation does, in a checkout or by an upgrade. It looks at
 * names, sizes and times of change, which takes a few milliseconds; reading the contents would take far longer.
 */
export function buildId(folders: readonly string[]): string {
  const hash = createHash('sha256').update(`${installation} ${process.version}`);
  for (const folder of folders) {
    const files = readdirSync(join(installation, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.sort()) {
      if (!file.endsWith('.ts')) continue;
      const { size, mtimeMs } = statSync(join(installation, folder, file));
      hash.update(`${folder}/${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
