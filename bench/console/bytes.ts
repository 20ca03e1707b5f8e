import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Size {
  readonly name: string;
  readonly raw: number;
  readonly zipped: number;
}

/** Files of the built page, the largest first. */
export function sizesOf(folder: string): readonly Size[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.'),
  );
  return files
    .map(({ name, parentPath }) => {
      const bytes = readFileSync(join(parentPath, name));
      return { name, raw: bytes.length, zipped: gzipSync(bytes, { level: 9 }).length };
    })
    .sort((a, b) => b.zipped - a.zipped);
}

export const together = (sizes: readonly Size[]): Omit<Size, 'name'> => ({
  raw: sizes.reduce((sum, { raw }) => sum + raw, 0),
  zipped: sizes.reduce((sum, { zipped }) => sum + zipped, 0),
});
