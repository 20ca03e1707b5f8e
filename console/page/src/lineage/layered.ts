import { graphlib, layout } from '@dagrejs/dagre';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Placed extends Size {
  /** Left top corners, from 0. */
  readonly points: readonly Point[];
}

type Edges = readonly (readonly [number, number])[];

/** Dagre takes a second for a thousand nodes, and blocks the page meanwhile: beyond this many, order by neighbours' means. */
const DAGRE_UP_TO = 160;

/** Places boxes from left to right along their edges. `together` is how many boxes are laid out for the same picture. */
export const layered = (sizes: readonly Size[], edges: Edges, together = sizes.length): Placed =>
  together <= DAGRE_UP_TO ? byDagre(sizes, edges) : byMeans(sizes, edges);

function byDagre(sizes: readonly Size[], edges: Edges): Placed {
  const graph = new graphlib.Graph<object, Size & Partial<Point>, object>({ directed: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 38 });
  graph.setDefaultEdgeLabel(() => ({}));
  sizes.forEach((size, at) => graph.setNode(String(at), { ...size }));
  for (const [from, to] of edges) graph.setEdge(String(from), String(to));
  layout(graph);
  const points = sizes.map(({ width, height }, at) => {
    const { x = 0, y = 0 } = graph.node(String(at));
    return { x: x - width / 2, y: y - height / 2 };
  });
  return { points, ...extent(points, sizes) };
}

const extent = (points: readonly Point[], sizes: readonly Size[]): Size => ({
  width: points.reduce((most, { x }, at) => Math.max(most, x + (sizes[at]?.width ?? 0)), 0),
  height: points.reduce((most, { y }, at) => Math.max(most, y + (sizes[at]?.height ?? 0)), 0),
});

/** Columns by longest path; within a column, in the order of the mean place of each box's neighbours. */
function byMeans(sizes: readonly Size[], edges: Edges): Placed {
  const columns = columnsOf(sizes.length, edges);
  const order = sizes.map(() => 0);
  const settle = () => {
    for (const column of columns) column.forEach((at, place) => (order[at] = place - column.length / 2));
  };
  settle();
  const neighbours: number[][] = sizes.map(() => []);
  for (const [from, to] of edges) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const mean = neighbours.map((those, at) =>
      those.length === 0
        ? (order[at] ?? 0)
        : those.reduce((sum, to) => sum + (order[to] ?? 0), 0) / those.length,
    );
    for (const column of columns) column.sort((a, b) => (mean[a] ?? 0) - (mean[b] ?? 0));
    settle();
  }
  const points: Point[] = sizes.map(() => ({ x: 0, y: 0 }));
  const heights = columns.map((column) =>
    column.reduce((sum, at) => sum + (sizes[at]?.height ?? 0) + 12, -12),
  );
  const tallest = Math.max(0, ...heights);
  let x = 0;
  columns.forEach((column, index) => {
    let y = (tallest - (heights[index] ?? 0)) / 2;
    for (const at of column) {
      points[at] = { x, y };
      y += (sizes[at]?.height ?? 0) + 12;
    }
    x += Math.max(0, ...column.map((at) => sizes[at]?.width ?? 0)) + 44;
  });
  return { points, ...extent(points, sizes) };
}

/** The longest path from a box without parents decides its column. */
function columnsOf(count: number, edges: Edges): number[][] {
  const children: number[][] = Array.from({ length: count }, () => []);
  const waiting = Array.from({ length: count }, () => 0);
  for (const [from, to] of edges) {
    children[from]?.push(to);
    waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const rank = Array.from({ length: count }, () => 0);
  const ready = [...waiting.keys()].filter((at) => waiting[at] === 0);
  for (let at = ready.pop(); at !== undefined; at = ready.pop())
    for (const to of children[at] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[at] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  const columns: number[][] = [];
  rank.forEach((column, at) => (columns[column] ??= []).push(at));
  return columns;
}

/** Boxes of one size without edges between them, in a block that is about as wide as it is high on the screen. */
export function block(count: number, { width, height }: Size): Placed {
  const rows = Math.min(count, Math.max(4, Math.ceil(Math.sqrt(count * 2.4))));
  const points = Array.from({ length: count }, (_, at) => ({
    x: Math.floor(at / rows) * (width + 16),
    y: (at % rows) * (height + 12),
  }));
  const columns = Math.ceil(count / rows);
  return { points, width: columns * (width + 16) - 16, height: rows * (height + 12) - 12 };
}
