import { join } from 'node:path';
import { makeCompiler } from '../../engine/compile';
import type { Compiler } from '../../engine/compile/types';
import { LakehouseError } from '../../engine/errors';
import {
  readProject,
  readProjectFiles,
  type Project,
  type ProjectFile,
  type Target,
} from '../../engine/project';

export const target = (more: Partial<Target> = {}): Target => ({
  name: 'dev',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 4,
  vars: {},
  env: {},
  ...more,
});

/** Files by path; a smallest dbt_project.yml unless one is given. */
export function files(texts: { readonly [path: string]: string }): ProjectFile[] {
  return Object.entries({ 'dbt_project.yml': 'name: shop\n', ...texts }).map(([path, text]) => ({
    path,
    text,
  }));
}

export const read = (texts: { readonly [path: string]: string }, more?: Partial<Target>): Project =>
  readProject(files(texts), target(more));

export function compiled(
  texts: { readonly [path: string]: string },
  more?: Partial<Target>,
): { readonly project: Project; readonly compiler: Compiler } {
  const project = read(texts, more);
  return { project, compiler: makeCompiler(project, target(more)) };
}

/** A fact, the files of a project, and the whole text of the error that reading them ends in. */
export type Mistake = readonly [fact: string, files: { readonly [path: string]: string }, message: string];

/** The text of the error that reading, or other work, ends in. */
export function mistakes(work: () => unknown): string {
  try {
    work();
  } catch (e: unknown) {
    if (e instanceof LakehouseError) return e.message;
    throw e;
  }
  return 'no mistake';
}

/** A fixture project below test/fixtures/projects. */
export const fixtureFiles = (name: string): Promise<ProjectFile[]> =>
  readProjectFiles(join(__dirname, '../fixtures/projects', name));
