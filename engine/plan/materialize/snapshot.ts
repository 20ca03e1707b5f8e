import { fail } from '../../errors';
import type { Snapshot } from '../../project/types';
import type { Materialized, Materializing } from './types';

/** Placeholder until snapshots are planned: refused by name. */
export function buildSnapshot(_given: Materializing, snapshot: Snapshot): Materialized {
  return fail(
    'LH707',
    `Snapshot ${snapshot.name} cannot be built by this engine.`,
    snapshot.location,
    snapshot.uniqueId,
  );
}
