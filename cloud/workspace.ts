import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../engine/errors';
import { deployedProject, deployedWorkspace, type DeployedProject } from '../engine/orchestration';
import { readProjectFiles } from '../engine/project/read-files';
import type { Json } from '../engine/project/types';
import type { Workspace } from '../engine/run';
import type { Actor, CloudTarget } from './deployment';

/** What `LocalWorkspace` is on a laptop. */
export interface CloudWorkspace {
  readonly target: CloudTarget;
  /** The project of this checkout, read for the environment. */
  readonly cloud: DeployedProject;
  /** What `planBuild` and the looks at the state work on. Runs are started in the cloud, never from here. */
  readonly workspace: Workspace;
}

export interface CloudOptions {
  /** Folder of the dbt project. */
  readonly project: string;
  readonly threads: number;
  readonly vars: { readonly [name: string]: Json };
  readonly now: () => Date;
  /** @default 'reader' */
  readonly as?: Actor | undefined;
}

/** Opens the project and Snowflake, and lets go of Snowflake afterwards, whatever happens. */
export async function withCloudWorkspace<T>(
  target: CloudTarget,
  options: CloudOptions,
  work: (workspace: CloudWorkspace) => Promise<T>,
): Promise<T> {
  const cloud = await openCloudProject(target, options);
  const warehouse = await target.warehouse(options.as ?? 'reader');
  try {
    const { store } = target;
    const random = (): string => randomBytes(3).toString('hex');
    const workspace = deployedWorkspace(cloud, { warehouse, store, now: options.now, random });
    return await work({ target, cloud, workspace });
  } finally {
    await warehouse.close();
  }
}

export async function openCloudProject(
  { env: name, names }: Pick<CloudTarget, 'env' | 'names'>,
  { project, threads, vars }: Pick<CloudOptions, 'project' | 'threads' | 'vars'>,
): Promise<DeployedProject> {
  if (!existsSync(join(project, 'dbt_project.yml'))) {
    fail('LH104', `${project} is no dbt project: it has no dbt_project.yml. Name one with --project.`);
  }
  return deployedProject(await readProjectFiles(project), { name, database: names.database, threads, vars });
}
