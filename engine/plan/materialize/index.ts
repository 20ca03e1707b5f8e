import { buildIncremental } from './incremental';
import { buildSnapshot } from './snapshot';
import { buildTable } from './table';
import type { Materialized, Materializing } from './types';
import { buildView } from './view';

export type { Loose, Materialized, Materializing } from './types';

/** The statements that make a model's rows and publish them. */
export function materialize(given: Materializing): Materialized {
  const { mode, model } = given.decision;
  if (mode === 'audit') return { build: [], publish: [], clean: [] };
  if (model.resourceType === 'snapshot') return buildSnapshot(given, model);
  if (mode === 'incremental') return buildIncremental(given);
  switch (model.config.materialized) {
    case 'view':
      return buildView(given);
    case 'table':
    case 'incremental':
      return buildTable(given);
    case 'ephemeral':
      throw new Error(`an ephemeral model is not built: ${model.uniqueId}`);
  }
}
