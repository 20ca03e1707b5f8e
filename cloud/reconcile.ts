import { reconcile, type Reconciled, type Reconciling } from '../engine/inspection/reconcile';
import { GRACE_MS } from '../engine/monitor/reconcile';
import type { CloudTarget } from './deployment';

export type Inspected = Pick<Reconciling, 'warehouse' | 'project'> & { readonly now: Date };

/**
 * The same account as of a local lakehouse. Here pipes load, the monitor enters what they loaded once an hour, and runs
 * follow: what began within the monitor's own patience is on its way. Lists the whole lake, and starts the warehouse of
 * the session.
 */
export function reconcileTarget(
  { env, names, lake }: Pick<CloudTarget, 'env' | 'names'> & Pick<Reconciling, 'lake'>,
  { warehouse, project, now }: Inspected,
): Promise<readonly Reconciled[]> {
  return reconcile({
    ...{ warehouse, lake, project, database: names.database },
    settledAt: new Date(now.getTime() - GRACE_MS),
    advice: {
      load: `lakehouse status --target ${env} tells of its pipe`,
      build: `run lakehouse build --target ${env}`,
    },
  });
}
