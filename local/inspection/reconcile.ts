import { reconcile as reconcileRows, type Reconciled } from '../../engine/inspection/reconcile';
import { DATABASE } from '../home/project';
import type { Inspected } from './inspected';

export type { Reconciled } from '../../engine/inspection/reconcile';

/** Follows the rows of every dataset from the lake to silver. Changes nothing. */
export function reconcile({ home, local }: Inspected): Promise<readonly Reconciled[]> {
  const { warehouse, lake } = home;
  const advice = { load: 'run lakehouse pipe', build: 'run lakehouse build' };
  return reconcileRows({ warehouse, lake, database: DATABASE, project: local, advice });
}
