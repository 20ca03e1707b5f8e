import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Who owns a home's database, as the owner wrote it down. It may be dead by now. */
export interface OwnerRecord {
  readonly pid: number;
  readonly address: string;
}

/**
 * Undefined where nobody wrote a record, or none that can be read: then an owner is to be started, and if the reason
 * is a home that cannot be used at all, starting it says so.
 */
export function readOwnerRecord(path: string): OwnerRecord | undefined {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null || !('pid' in found) || !('address' in found))
    return undefined;
  const { pid, address } = found;
  return typeof pid === 'number' && typeof address === 'string' ? { pid, address } : undefined;
}

/** Whole or not at all: a reader never sees half a record. */
export function writeOwnerRecord(path: string, owner: OwnerRecord): void {
  const draft = `${path}.${owner.pid}`;
  writeFileSync(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

export function removeOwnerRecord(path: string): void {
  rmSync(path, { force: true });
}
