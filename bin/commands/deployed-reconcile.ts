import { openTarget } from '../../cloud/deployment';
import { reconcileTarget } from '../../cloud/reconcile';
import { withCloudWorkspace } from '../../cloud/workspace';
import type { GlobalOptions, Io } from '../io';
import { printReconciled } from './reconcile';

/** As the monitor's role, which may read all layers and the ledger and change no table but its own. */
export async function deployedReconcile(options: GlobalOptions, io: Io): Promise<number> {
  const context = { env: io.env, now: io.now };
  const target = await openTarget(options.target, context);
  return withCloudWorkspace(target, { ...options, ...context, as: 'monitor' }, async ({ workspace }) => {
    const { warehouse, project, compiler } = workspace;
    const inspected = { warehouse, project: { project, compiler }, now: io.now() };
    return printReconciled(await reconcileTarget(target, inspected), options, io);
  });
}
