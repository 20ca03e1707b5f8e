import type { Project } from '../project/types';
import type { Graph } from './types';

/** Throws LH402 with the path `a → b → a` where the project has a cycle. */
export function buildGraph(project: Project): Graph {
  throw new Error(`not there yet: ${project.name}`);
}
