import type { Manifest } from '../artifacts/manifest';
import type { Project, UniqueId } from '../project/types';
import type { Graph } from './types';

/**
 * Nodes by dbt's selection grammar. No expression selects everything; tests are selected with what they test
 * (dbt's eager mode). `state` is the manifest that `state:` compares with. Throws LH403 for what it cannot read
 * and LH404 for an expression that selects nothing.
 */
export function select(
  graph: Graph,
  project: Project,
  expressions: readonly string[],
  exclude: readonly string[] = [],
  state?: Manifest,
): Set<UniqueId> {
  throw new Error(`not there yet: ${[graph.order.length, project.name, expressions, exclude, state].join()}`);
}
