import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The code that an owner runs. */
const code = ['engine/warehouse', 'engine/landing', 'local/owner', 'local/lake'];
const installation = resolve(__dirname, '../..');

/**
 * Changes whenever the code of the owner does, in a checkout or by an upgrade. It looks at names, sizes and
 * times of change, which takes a few milliseconds; reading the contents would take each command far longer.
 */
export function buildId(): string {
  const hash = createHash('sha256').update(`${installation} ${process.version}`);
  for (const folder of code) {
    const files = readdirSync(join(installation, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.sort()) {
      if (!file.endsWith('.ts')) continue;
      const { size, mtimeMs } = statSync(join(installation, folder, file));
      hash.update(`${folder}/${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
