import type { ColumnLineage, GraphNode } from '../../../api';
import { kinOf, type Assets } from './assets';
import { layered } from './layered';
import { lineBetween, type AssetBox, type Line, type Scene, type TableBox } from './scene';

const CARD = { width: 188, height: 58 };

/** One node with its ancestors and descendants, everything else left out. */
export function kin(assets: Assets, at: number, up: number, down: number): Scene {
  const members = [...kinOf(assets, at, up, down)].sort((a, b) => a - b);
  const within = new Map(members.map((node, place) => [node, place]));
  const edges = members.flatMap((node, place) =>
    (assets.children[node] ?? []).flatMap((to) => {
      const target = within.get(to);
      return target === undefined ? [] : [[place, target] as const];
    }),
  );
  const { points } = layered(
    members.map(() => CARD),
    edges,
  );
  const missing = (those: readonly number[] | undefined) =>
    those?.filter((one) => !within.has(one)).length ?? 0;
  const boxes = members.flatMap((member, place): AssetBox[] => {
    const node = assets.nodes[member];
    const point = points[place];
    if (node === undefined || point === undefined) return [];
    const hidden = { before: missing(assets.parents[member]), after: missing(assets.children[member]) };
    return [{ id: node.id, kind: 'asset', node, hidden, ...point, ...CARD }];
  });
  const lines = edges.flatMap(([from, to]): Line[] => {
    const [a, b] = [boxes[from], boxes[to]];
    return a === undefined || b === undefined ? [] : [lineBetween(a, b)];
  });
  return { boxes, lines };
}

const TABLE_HEAD = 40;
const COLUMN = 22;

const keyOf = ({ node, column }: ColumnLineage['of']): string => `${node} ${column}`;

/** What a value is made of and goes into, without what only decides which rows there are. */
export function valuesOnly(lineage: ColumnLineage): ColumnLineage {
  const edges = lineage.edges.filter(({ via }) => via !== 'condition');
  const reached = (start: 'from' | 'to', end: 'from' | 'to'): Set<string> => {
    const seen = new Set([keyOf(lineage.of)]);
    // Each turn takes one more step; there are no more steps than edges.
    for (let before = 0; before < seen.size;) {
      before = seen.size;
      for (const edge of edges) if (seen.has(keyOf(edge[start]))) seen.add(keyOf(edge[end]));
    }
    return seen;
  };
  const [above, below] = [reached('to', 'from'), reached('from', 'to')];
  return {
    ...lineage,
    edges: edges.filter(({ from, to }) => above.has(keyOf(to)) || below.has(keyOf(from))),
  };
}

/** Where one column comes from and goes to: tables with the columns on the way, and lines from column to column. */
export function columnKin(assets: Assets, lineage: ColumnLineage): Scene {
  const columns = new Map<string, Set<string>>();
  const note = ({ node, column }: ColumnLineage['of']) => {
    const list = columns.get(node) ?? new Set<string>();
    columns.set(node, list.add(column));
  };
  note(lineage.of);
  for (const { from, to } of lineage.edges) {
    note(from);
    note(to);
  }
  for (const unknown of lineage.unknown) note(unknown);

  const tables = [...columns].flatMap(([id, names]) => {
    const node = assets.nodes[assets.index.get(id) ?? -1];
    return node === undefined ? [] : [{ node, names: [...names].sort() }];
  });
  const place = new Map(tables.map(({ node }, at) => [node.id, at]));
  const pairs = new Map<string, readonly [number, number]>();
  for (const { from, to } of lineage.edges) {
    const [a, b] = [place.get(from.node), place.get(to.node)];
    if (a !== undefined && b !== undefined && a !== b) pairs.set(`${a} ${b}`, [a, b]);
  }
  const sizes = tables.map(({ names }) => ({ width: 196, height: TABLE_HEAD + names.length * COLUMN + 8 }));
  const { points } = layered(sizes, [...pairs.values()]);
  const boxes = tables.flatMap(({ node, names }, at) =>
    tableBox(node, names, points[at], sizes[at], lineage.of),
  );
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lines = lineage.edges.flatMap(({ from, to, via }): Line[] => {
    const [a, b] = [byId.get(from.node), byId.get(to.node)];
    if (a === undefined || b === undefined) return [];
    const line = { ...lineBetween(a, b), y1: columnAt(a, from.column), y2: columnAt(b, to.column) };
    return [via === 'condition' ? { ...line, dashed: true } : line];
  });
  return { boxes, lines };
}

function tableBox(
  node: GraphNode,
  columns: readonly string[],
  point: { x: number; y: number } | undefined,
  size: { width: number; height: number } | undefined,
  of: ColumnLineage['of'],
): TableBox[] {
  if (point === undefined || size === undefined) return [];
  const chosen = of.node === node.id ? of.column : undefined;
  return [{ id: node.id, kind: 'table', node, columns, chosen, ...point, ...size }];
}

const columnAt = (box: TableBox, column: string): number =>
  box.y + TABLE_HEAD + box.columns.indexOf(column) * COLUMN + COLUMN / 2;
