import type { Project, Target } from '../project/types';
import type { Compiler } from './types';

export type * from './types';

/** Ready to print the SQL of every node. Pure: rendering is deferred until a node is asked for. */
export function makeCompiler(project: Project, target: Target): Compiler {
  throw new Error(`not there yet: ${project.name} ${target.name}`);
}
