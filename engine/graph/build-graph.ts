import { LakehouseError, type Problem } from '../errors';
import type { Project, UniqueId } from '../project/types';
import { graphNodes, parentsOf } from './nodes';
import type { Graph } from './types';

/** Throws LH402 with the path `a → b → a` where the project has a cycle. */
export function buildGraph(project: Project): Graph {
  const nodes = graphNodes(project);
  const ids = [...nodes.keys()].sort();
  const parents = new Map<UniqueId, readonly UniqueId[]>();
  const children = new Map<UniqueId, UniqueId[]>(ids.map((id) => [id, []]));
  for (const id of ids) {
    const node = nodes.get(id);
    const known = node ? [...new Set(parentsOf(node))].filter((parent) => nodes.has(parent)) : [];
    parents.set(id, known);
    for (const parent of known) children.get(parent)?.push(id);
  }
  const order = topological(ids, parents, children);
  if (order.length < ids.length) {
    const path = cycle(ids, order, parents);
    const names = path.map((id) => nodes.get(id)?.name ?? id);
    const first = path[0] === undefined ? undefined : nodes.get(path[0]);
    const problem: Problem = {
      code: 'LH402',
      message: `${names.join(' → ')}: each needs the next one. Remove one of these references.`,
      location: first?.location,
      node: first?.uniqueId,
    };
    throw new LakehouseError([problem]);
  }
  const inOrder = <T>(edges: ReadonlyMap<UniqueId, T>) =>
    new Map(order.flatMap((id) => (edges.has(id) ? [[id, edges.get(id) as T] as const] : [])));
  return { parents: inOrder(parents), children: inOrder(children), order };
}

/** Kahn's algorithm, layer by layer; nodes on or behind a cycle are missing from the answer. */
function topological(
  ids: readonly UniqueId[],
  parents: ReadonlyMap<UniqueId, readonly UniqueId[]>,
  children: ReadonlyMap<UniqueId, readonly UniqueId[]>,
): UniqueId[] {
  const waiting = new Map(ids.map((id) => [id, parents.get(id)?.length ?? 0]));
  const order: UniqueId[] = [];
  let free = ids.filter((id) => waiting.get(id) === 0);
  while (free.length > 0) {
    order.push(...free);
    const next: UniqueId[] = [];
    for (const id of free) {
      for (const child of children.get(id) ?? []) {
        const left = (waiting.get(child) ?? 0) - 1;
        waiting.set(child, left);
        if (left === 0) next.push(child);
      }
    }
    free = next.sort();
  }
  return order;
}

/** One cycle, from its first node by name back to it. Every node left over has a parent that is left over too. */
function cycle(
  ids: readonly UniqueId[],
  order: readonly UniqueId[],
  parents: ReadonlyMap<UniqueId, readonly UniqueId[]>,
): UniqueId[] {
  const done = new Set(order);
  const path: UniqueId[] = [];
  let at = ids.find((id) => !done.has(id));
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = parents.get(at)?.find((parent) => !done.has(parent));
  }
  if (at === undefined) throw new Error('nodes are left over without a cycle');
  const loop = path.slice(path.indexOf(at));
  const start = loop.indexOf([...loop].sort()[0] ?? at);
  const turned = [...loop.slice(start), ...loop.slice(0, start)];
  return [...turned, ...turned.slice(0, 1)];
}
