import { rmSync } from 'node:fs';
import { SHARED_FOLDER } from '.';

export default function removeSharedFolder(): void {
  rmSync(process.env[SHARED_FOLDER] ?? '', { recursive: true, force: true });
}
