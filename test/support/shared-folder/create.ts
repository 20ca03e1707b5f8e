import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED_FOLDER } from '.';

export default function createSharedFolder(): void {
  process.env[SHARED_FOLDER] = mkdtempSync(join(tmpdir(), 'lh-tests-'));
}
