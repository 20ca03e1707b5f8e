import type { GraphNode, Layer } from '../../../api';
import { inOrder } from '../ui/layers';
import { LAYERS, type Assets } from './assets';
import { block, layered, type Placed } from './layered';
import { lineBetween, type AssetBox, type Box, type GroupBox, type Scene } from './scene';

export const ASSET = { width: 216, height: 48 };
const GROUP_WIDTH = 268;
/** Squares of a closed group. */
export const PER_ROW = 19;
const PAD = 14;
const CELL_HEAD = 34;
const LANE_HEAD = 34;
const GAP = 56;

export const groupId = (domain: string, layer: Layer): string => `${domain}/${layer}`;

export const groupOf = ({ domain, layer }: GraphNode): string => groupId(domain, layer);

/** A closed group shows a small square for each of its nodes, below its words. */
const closedHeight = (count: number): number => 78 + Math.ceil(Math.min(count, PER_ROW * 8) / PER_ROW) * 12;

interface Cell {
  readonly domain: string;
  readonly layer: Layer;
  readonly members: readonly number[];
  readonly width: number;
  readonly height: number;
  /** Undefined: closed. */
  readonly inside?: Placed;
}

/**
 * The whole project as a table: a row for each domain, a column for each layer, one card a cell; `open` cells show their nodes.
 * The places of all others stay as they are in their row and column, so that opening a cell loses nobody.
 */
export function lanes(assets: Assets, open: ReadonlySet<string>): Scene {
  const cells = cellsOf(assets, open);
  const domains = inOrder(cells.map(({ domain }) => domain));
  const layers = LAYERS.filter((layer) => cells.some((cell) => cell.layer === layer));
  const widths = new Map(
    layers.map((layer) => [
      layer,
      Math.max(...cells.filter((cell) => cell.layer === layer).map(({ width }) => width)),
    ]),
  );
  const total = [...widths.values()].reduce((sum, width) => sum + width + GAP, -GAP) + 2 * PAD;

  const boxes: Box[] = [];
  let top = 0;
  for (const domain of domains) {
    const row = cells.filter((cell) => cell.domain === domain);
    const height = Math.max(...row.map((cell) => cell.height));
    const lane = { id: `lane ${domain}`, kind: 'lane', domain, x: 0, y: top, width: total } as const;
    boxes.push({ ...lane, height: height + LANE_HEAD + PAD });
    let left = PAD;
    for (const layer of layers) {
      const cell = row.find((one) => one.layer === layer);
      if (cell !== undefined)
        boxes.push(...boxesOf(assets, cell, left, top + LANE_HEAD + (height - cell.height) / 2));
      left += (widths.get(layer) ?? 0) + GAP;
    }
    top += height + LANE_HEAD + PAD + 18;
  }
  return { boxes, lines: linesOf(assets, boxes) };
}

function cellsOf({ nodes, children }: Assets, open: ReadonlySet<string>): Cell[] {
  const members = new Map<string, number[]>();
  nodes.forEach((node, at) => {
    const id = groupOf(node);
    const list = members.get(id);
    if (list === undefined) members.set(id, [at]);
    else list.push(at);
  });
  const together = nodes.filter((node) => open.has(groupOf(node))).length;
  const cells = [...members].flatMap(([id, list]): Cell[] => {
    const first = nodes[list[0] ?? -1];
    if (first === undefined) return [];
    const { domain, layer } = first;
    if (!open.has(id))
      return [{ domain, layer, members: list, width: GROUP_WIDTH, height: closedHeight(list.length) }];
    const within = new Map(list.map((at, place) => [at, place]));
    const edges = list.flatMap((at, place) =>
      (children[at] ?? []).flatMap((to) => {
        const target = within.get(to);
        return target === undefined ? [] : [[place, target] as const];
      }),
    );
    const inside =
      edges.length === 0
        ? block(list.length, ASSET)
        : layered(
            list.map(() => ASSET),
            edges,
            together,
          );
    const width = inside.width + 2 * PAD;
    return [{ domain, layer, members: list, width, height: inside.height + CELL_HEAD + PAD, inside }];
  });
  return cells;
}

function boxesOf({ nodes }: Assets, cell: Cell, x: number, y: number): Box[] {
  const { domain, layer, width, height, members, inside } = cell;
  const group = groupId(domain, layer);
  const those = members.flatMap((at) => nodes[at] ?? []);
  if (inside === undefined)
    return [{ id: group, kind: 'group', domain, layer, nodes: those, x, y, width, height }];
  const ground: Box = {
    id: `cell ${group}`,
    kind: 'cell',
    group,
    layer,
    count: those.length,
    x,
    y,
    width,
    height,
  };
  return [
    ground,
    ...those.map((node, at): AssetBox => {
      const point = inside.points[at] ?? { x: 0, y: 0 };
      return { id: node.id, kind: 'asset', node, x: x + PAD + point.x, y: y + CELL_HEAD + point.y, ...ASSET };
    }),
  ];
}

/** Edges between what is shown; those between the same two cards become one line. */
function linesOf({ nodes, children }: Assets, boxes: readonly Box[]): Scene['lines'] {
  const shown = new Map(
    boxes.flatMap((box) => (box.kind === 'asset' || box.kind === 'group' ? [[box.id, box]] : [])),
  );
  const boxOf = (node: GraphNode): AssetBox | GroupBox | undefined =>
    shown.get(node.id) ?? shown.get(groupOf(node));
  const weights = new Map<string, { from: AssetBox | GroupBox; to: AssetBox | GroupBox; weight: number }>();
  nodes.forEach((node, at) => {
    const from = boxOf(node);
    for (const child of children[at] ?? []) {
      const target = nodes[child];
      const to = target === undefined ? undefined : boxOf(target);
      if (from === undefined || to === undefined || from === to) continue;
      const key = `${from.id} ${to.id}`;
      const known = weights.get(key);
      if (known === undefined) weights.set(key, { from, to, weight: 1 });
      else known.weight += 1;
    }
  });
  return [...weights.values()].map(({ from, to, weight }) => lineBetween(from, to, weight));
}
