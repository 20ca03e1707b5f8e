import type { Graph, GraphNode, Layer } from '../../../api';

/** The graph with its edges as lists of neighbours. */
export interface Assets {
  readonly nodes: readonly GraphNode[];
  readonly index: ReadonlyMap<string, number>;
  readonly parents: readonly (readonly number[])[];
  readonly children: readonly (readonly number[])[];
}

export const LAYERS: readonly Layer[] = ['bronze', 'silver', 'gold', 'other'];

export function assetsOf({ nodes, edges }: Graph): Assets {
  const parents: number[][] = nodes.map(() => []);
  const children: number[][] = nodes.map(() => []);
  for (const [from, to] of edges) {
    children[from]?.push(to);
    parents[to]?.push(from);
  }
  return { nodes, index: new Map(nodes.map(({ id }, at) => [id, at])), parents, children };
}

const QUARANTINE = /__quarantine$/;

/** Rows that are set aside in these nodes. A quarantine and the model that it belongs to both tell of the same rows. */
export function setAside(nodes: readonly GraphNode[]): number {
  const models = new Map(
    nodes.map(({ name, quarantined = 0 }) => [name.replace(QUARANTINE, ''), quarantined]),
  );
  return [...models.values()].reduce((sum, rows) => sum + rows, 0);
}

/** What is reached from `start` in at most `depth` steps, itself included. */
export function reach(next: readonly (readonly number[])[], start: number, depth: number): Set<number> {
  const seen = new Set([start]);
  let edge: readonly number[] = [start];
  for (let step = 0; step < depth && edge.length > 0; step += 1) {
    const further: number[] = [];
    for (const at of edge)
      for (const to of next[at] ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        further.push(to);
      }
    edge = further;
  }
  return seen;
}

/** A node with its ancestors and descendants up to the given depths. */
export function kinOf({ parents, children }: Assets, at: number, up: number, down: number): Set<number> {
  return new Set([...reach(parents, at, up), ...reach(children, at, down)]);
}
