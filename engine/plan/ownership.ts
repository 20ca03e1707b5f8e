import type { DataTest, UniqueId } from '../project/types';
import type { Nodes } from './project-nodes';

/**
 * The nodes that a test stands before: the last in the graph among those whose rows it reads. Several where there
 * is no order between them. A test that reads a model never stands before a source, which is not ours to publish.
 */
export function ownersOf(test: DataTest, nodes: Nodes): readonly UniqueId[] {
  const refs = nodes.parents(test.uniqueId);
  const last = refs.filter((id) => !refs.some((other) => nodes.descends(other, id)));
  const models = last.filter((id) => nodes.built.has(id));
  return models.length > 0 ? models : last;
}

/** Tests by the node that they stand before. */
export function testsByOwner(nodes: Nodes): ReadonlyMap<UniqueId, readonly DataTest[]> {
  const owned = new Map<UniqueId, DataTest[]>();
  for (const test of nodes.tests) {
    for (const owner of ownersOf(test, nodes)) {
      const tests = owned.get(owner);
      if (tests) tests.push(test);
      else owned.set(owner, [test]);
    }
  }
  return owned;
}
