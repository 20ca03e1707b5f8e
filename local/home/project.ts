import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompiler, type Compiler } from '../../engine/compile';
import { fail } from '../../engine/errors';
import { buildGraph, type Graph } from '../../engine/graph';
import { readProjectFiles } from '../../engine/project/read-files';
import type { Json, Project, Target } from '../../engine/project/types';
import { readCached } from './project-cache';

export interface LocalProject {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  readonly target: Target;
}

export interface TargetOptions {
  readonly threads: number;
  readonly vars: { readonly [name: string]: Json };
  readonly env: { readonly [name: string]: string | undefined };
}

export const DATABASE = 'LAKEHOUSE';

/** What `{{ target }}` shows on a laptop. */
export function localTarget({ threads, vars, env }: TargetOptions): Target {
  return { name: 'local', type: 'snowflake', database: DATABASE, schema: 'PUBLIC', threads, vars, env };
}

export function requireProject(folder: string): void {
  if (!existsSync(join(folder, 'dbt_project.yml'))) {
    fail('LH104', `${folder} is no dbt project: it has no dbt_project.yml. Name one with --project.`);
  }
}

/** The dbt project below `folder`, ready to be planned. Throws every mistake in it at once. */
export async function openProject(folder: string, target: Target, cache: string): Promise<LocalProject> {
  requireProject(folder);
  const project = readCached(cache, await readProjectFiles(folder), target);
  const graph = buildGraph(project);
  return { project, graph, compiler: makeCompiler(project, target), target };
}
