import type { UniqueId } from '../../engine/project/types';
import type { Drawn } from './places';
import type { ProjectView } from './source';

const known = new WeakMap<ProjectView, ReadonlyMap<UniqueId, Drawn>>();

/** Sources, models and snapshots by id, each after what feeds it. */
export function drawnNodes(view: ProjectView): ReadonlyMap<UniqueId, Drawn> {
  const found = known.get(view);
  if (found) return found;
  const { sources, models, snapshots } = view.project;
  const byId = new Map(
    [...sources, ...models, ...snapshots].map((node): [UniqueId, Drawn] => [node.uniqueId, node]),
  );
  const ordered = new Map(
    view.graph.order.flatMap((id): [UniqueId, Drawn][] => {
      const node = byId.get(id);
      return node ? [[id, node]] : [];
    }),
  );
  known.set(view, ordered);
  return ordered;
}

/** Nodes that feed a node, or that it feeds, tests and analyses left out. */
export function neighbours(
  view: ProjectView,
  id: UniqueId,
  side: 'parents' | 'children',
): readonly UniqueId[] {
  const nodes = drawnNodes(view);
  return (view.graph[side].get(id) ?? []).filter((other) => nodes.has(other));
}
