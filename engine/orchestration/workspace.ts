import { makeCompiler, type Compiler } from '../compile';
import { buildGraph, type Graph } from '../graph';
import { readProject, type Project, type ProjectFile } from '../project';
import type { Json, Target } from '../project/types';
import type { Workspace } from '../run';
import type { Warehouse } from '../warehouse/port';

/** A project read for a deployed environment. */
export interface DeployedProject {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  readonly target: Target;
}

export interface DeployedTarget {
  /** `dev`, `staging`, `prod`. */
  readonly name: string;
  readonly database: string;
  readonly threads: number;
  readonly vars?: { readonly [name: string]: Json };
}

/** The same for the function that runs it and the terminal that plans it: nothing of either's environment is in it. */
export function deployedProject(
  files: readonly ProjectFile[],
  { name, database, threads, vars = {} }: DeployedTarget,
): DeployedProject {
  const target: Target = { name, type: 'snowflake', database, schema: 'PUBLIC', threads, vars, env: {} };
  const project = readProject(files, target);
  return { project, graph: buildGraph(project), compiler: makeCompiler(project, target), target };
}

/** What is kept of a displaced table are the partitions that changed since: a week of looking back costs little. */
const KEEP_DISPLACED_DAYS = 7;

export interface Surroundings {
  readonly warehouse: Warehouse;
  readonly store: Workspace['store'];
  readonly now: () => Date;
  readonly random: () => string;
}

export function deployedWorkspace(
  { project, graph, compiler, target }: DeployedProject,
  { warehouse, store, now, random }: Surroundings,
): Workspace {
  return {
    ...{ project, graph, compiler, warehouse, store, random },
    clock: { now, every: () => () => undefined },
    database: target.database,
    keepDisplacedDays: KEEP_DISPLACED_DAYS,
    keepDisplaced: undefined,
  };
}
