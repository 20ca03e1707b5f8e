import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompiler } from '../engine/compile';
import { fail } from '../engine/errors';
import { buildGraph, type Graph } from '../engine/graph';
import type { Compiler } from '../engine/compile';
import { readProject } from '../engine/project';
import { readProjectFiles } from '../engine/project/read-files';
import type { Json, Project, Target } from '../engine/project/types';
import type { Workspace } from '../engine/run';
import type { Actor, CloudTarget } from './deployment';

/** The project of this checkout, read for a deployed environment. */
export interface CloudProject {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  readonly target: Target;
}

/** What `LocalWorkspace` is on a laptop. */
export interface CloudWorkspace {
  readonly target: CloudTarget;
  readonly cloud: CloudProject;
  /** What `planBuild` and the looks at the state work on. Runs are started in the cloud, never from here. */
  readonly workspace: Workspace;
}

export interface CloudOptions {
  /** Folder of the dbt project. */
  readonly project: string;
  readonly threads: number;
  readonly vars: { readonly [name: string]: Json };
  readonly env: { readonly [name: string]: string | undefined };
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
  const { project, graph, compiler } = cloud;
  try {
    return await work({
      target,
      cloud,
      workspace: {
        project,
        graph,
        compiler,
        warehouse,
        store: target.store,
        clock: { now: options.now, every: () => () => undefined },
        random: () => randomBytes(3).toString('hex'),
        database: target.names.database,
        ...KEEP_DISPLACED,
      },
    });
  } finally {
    await warehouse.close();
  }
}

/** Zero-copy: what is kept of a displaced table are the partitions that changed since. */
export const KEEP_DISPLACED = { keepDisplacedDays: 7, keepDisplaced: undefined };

/** What `{{ target }}` shows in an environment. */
export function cloudTarget(
  { env: name, names }: Pick<CloudTarget, 'env' | 'names'>,
  { threads, vars, env }: Pick<CloudOptions, 'threads' | 'vars' | 'env'>,
): Target {
  return { name, type: 'snowflake', database: names.database, schema: 'PUBLIC', threads, vars, env };
}

export async function openCloudProject(
  at: Pick<CloudTarget, 'env' | 'names'>,
  options: Pick<CloudOptions, 'project' | 'threads' | 'vars' | 'env'>,
): Promise<CloudProject> {
  if (!existsSync(join(options.project, 'dbt_project.yml'))) {
    fail(
      'LH104',
      `${options.project} is no dbt project: it has no dbt_project.yml. Name one with --project.`,
    );
  }
  const target = cloudTarget(at, options);
  const project = readProject(await readProjectFiles(options.project), target);
  return { project, graph: buildGraph(project), compiler: makeCompiler(project, target), target };
}
