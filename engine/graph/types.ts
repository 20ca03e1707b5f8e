import type { UniqueId } from '../project/types';

/**
 * Which node needs which, over models, snapshots, sources, data tests, unit tests and analyses.
 * Both maps hold every node of the project, in the order of `order`.
 */
export interface Graph {
  readonly parents: ReadonlyMap<UniqueId, readonly UniqueId[]>;
  readonly children: ReadonlyMap<UniqueId, readonly UniqueId[]>;
  /** Every node after its parents; among those that are free at the same time, by unique id. */
  readonly order: readonly UniqueId[];
}
