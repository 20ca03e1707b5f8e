import { resolve } from 'node:path';
import { openTarget } from '../../cloud/deployment';
import { withCloudWorkspace } from '../../cloud/workspace';
import { fail } from '../../engine/errors';
import { select } from '../../engine/graph';
import { planBuild } from '../../engine/run';
import type { GlobalOptions, Io } from '../io';
import { printPlan, type PlanCommandOptions } from './plan';

/** What a run would do there if this checkout's project were deployed. Reads only. */
export async function deployedPlan(options: GlobalOptions & PlanCommandOptions, io: Io): Promise<number> {
  if (options.state !== undefined) fail('LH101', `--state: not with --target ${options.target}.`);
  const target = await openTarget(options.target, { env: io.env, now: io.now });
  const given = { ...options, project: resolve(options.project), now: io.now, as: 'monitor' } as const;
  return withCloudWorkspace(target, given, async ({ cloud, workspace }) => {
    const selected = select(cloud.graph, cloud.project, options.select, options.exclude, undefined);
    printPlan(
      await planBuild(workspace, { selected, fullRefresh: options.fullRefresh ?? false }),
      options,
      io,
    );
    return 0;
  });
}
