import type { Project, ProjectFile, Target } from './types';

export type * from './types';
export { readProjectFiles } from './read-files';

/**
 * Reads the files of a dbt project into plain data. Pure.
 * Throws one `LakehouseError` with every mistake that was found, in the order of the files.
 */
export function readProject(files: readonly ProjectFile[], target: Target): Project {
  throw new Error(`not there yet: ${files.length} files for ${target.name}`);
}
