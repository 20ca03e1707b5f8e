import type { UniqueId } from '../project/types';
import type { ProjectLineage, Via } from './project';

export interface TracedColumn {
  readonly node: UniqueId;
  readonly column: string;
}

export interface TracedEdge {
  readonly from: TracedColumn;
  readonly to: TracedColumn;
  readonly via: Via;
}

export interface Trace {
  readonly edges: readonly TracedEdge[];
  readonly unknown: readonly (TracedColumn & { readonly reason: string })[];
}

/**
 * Where a column's values come from and go to, through all models. What only decides rows is told of the column itself and
 * not followed further: through a join or two it would be everything.
 */
export function traceColumn(lineage: ProjectLineage, of: TracedColumn): Trace {
  const children = readersOf(lineage);
  const edges = new Map<string, TracedEdge>();
  const unknown = new Map<string, TracedColumn & { readonly reason: string }>();
  const follow = (
    way: (at: TracedColumn) => readonly TracedEdge[],
    next: (edge: TracedEdge) => TracedColumn,
  ): void => {
    const seen = new Set([keyOf(of)]);
    const waiting = [of];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      for (const edge of way(at)) {
        if (edge.via === 'condition' && keyOf(at) !== keyOf(of)) continue;
        edges.set(`${keyOf(edge.from)} ${keyOf(edge.to)}`, edge);
        const to = next(edge);
        if (edge.via === 'condition' || seen.has(keyOf(to))) continue;
        seen.add(keyOf(to));
        waiting.push(to);
      }
    }
  };
  const above = (at: TracedColumn): readonly TracedEdge[] => {
    const node = lineage.get(at.node);
    const found = node?.columns.find(({ name }) => name === at.column);
    const reason = node && 'unknown' in node ? node.unknown : found?.unknown;
    if (reason !== undefined) unknown.set(keyOf(at), { ...at, reason });
    return (found?.origins ?? []).map(({ node: from, column, via }) => ({
      from: { node: from, column },
      to: at,
      via,
    }));
  };
  follow(above, ({ from }) => from);
  follow(
    (at) => children.get(keyOf(at)) ?? [],
    ({ to }) => to,
  );
  return { edges: [...edges.values()], unknown: [...unknown.values()] };
}

const keyOf = ({ node, column }: TracedColumn): string => `${node}\0${column}`;

const known = new WeakMap<ProjectLineage, ReadonlyMap<string, readonly TracedEdge[]>>();

/** The columns that are made of a column, or whose rows it decides. */
function readersOf(lineage: ProjectLineage): ReadonlyMap<string, readonly TracedEdge[]> {
  const found = known.get(lineage);
  if (found) return found;
  const readers = new Map<string, TracedEdge[]>();
  for (const [node, { columns }] of lineage) {
    for (const { name, origins } of columns) {
      for (const { node: from, column, via } of origins) {
        const edge = { from: { node: from, column }, to: { node, column: name }, via };
        const edges = readers.get(keyOf(edge.from));
        if (edges) edges.push(edge);
        else readers.set(keyOf(edge.from), [edge]);
      }
    }
  }
  known.set(lineage, readers);
  return readers;
}
