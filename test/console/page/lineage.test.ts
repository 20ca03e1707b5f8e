import fc from 'fast-check';
import type { Graph, GraphNode } from '../../../console/api';
import { assetsOf, kinOf, setAside } from '../../../console/page/src/lineage/assets';
import { columnKin, kin, valuesOnly } from '../../../console/page/src/lineage/kin';
import { groupOf, lanes } from '../../../console/page/src/lineage/lanes';
import type { Box, Scene } from '../../../console/page/src/lineage/scene';
import { step } from '../../../console/page/src/lineage/step';
import { viewOf } from '../../../console/page/src/lineage/view';
import { wideGraph } from '../../../bench/console/wide-graph';

const node = (name: string, layer: GraphNode['layer'], domain = 'shop'): GraphNode => ({
  ...{
    id: name,
    name,
    kind: 'model',
    layer,
    domain,
    group: '',
    materialized: 'table',
    description: '',
    tags: [],
  },
  ...{ columns: 0, status: 'fresh', tests: { pass: 0, warn: 0, fail: 0, error: 0, unknown: 0 } },
});

/** raw → clean → orders → top, and clean → customers. */
const graph: Graph = {
  revision: '1',
  nodes: [
    node('raw', 'bronze'),
    node('clean', 'silver'),
    node('orders', 'gold'),
    node('customers', 'gold'),
    node('top', 'gold'),
  ],
  edges: [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 4],
  ],
};
const assets = assetsOf(graph);
const all = new Set(graph.nodes.map(groupOf));
const at = (name: string): number => assets.index.get(name) ?? -1;
const shown = ({ boxes }: Scene): string[] =>
  boxes.flatMap((box) => (box.kind === 'asset' || box.kind === 'group' ? [box.id] : [])).sort();

describe('kin', () => {
  it('is a node with what is so many steps above and below it', () => {
    expect(shown(kin(assets, at('orders'), 1, 0))).toEqual(['clean', 'orders']);
    expect(shown(kin(assets, at('orders'), Infinity, Infinity))).toEqual(['clean', 'orders', 'raw', 'top']);
  });

  it('says of each card how many neighbours are left out', () => {
    const clean = kin(assets, at('orders'), 1, 0).boxes.find(({ id }) => id === 'clean');
    expect(clean).toMatchObject({ hidden: { before: 1, after: 1 } });
  });
});

describe('lanes', () => {
  it('draws one card for each domain and layer, and one line for all edges between two', () => {
    const scene = lanes(assets, new Set());
    expect(shown(scene)).toEqual(['shop/bronze', 'shop/gold', 'shop/silver']);
    expect(scene.lines.map(({ from, to, weight }) => [from, to, weight])).toEqual([
      ['shop/bronze', 'shop/silver', 1],
      ['shop/silver', 'shop/gold', 2],
    ]);
  });

  it('draws the nodes of an open group, joined to the cards of the closed ones', () => {
    const scene = lanes(assets, new Set(['shop/gold']));
    expect(shown(scene)).toEqual(['customers', 'orders', 'shop/bronze', 'shop/silver', 'top']);
    expect(scene.lines.map(({ from, to }) => `${from} ${to}`)).toContain('shop/silver customers');
  });

  it('keeps layers from left to right', () => {
    const place = new Map(lanes(assets, all).boxes.map((box) => [box.id, box.x]));
    const x = (name: string) => place.get(name) ?? NaN;
    expect(x('raw')).toBeLessThan(x('clean'));
    expect(x('clean')).toBeLessThan(x('orders'));
    expect(x('orders')).toBeLessThan(x('top'));
  });

  it('lays no card upon another, whatever is open', () => {
    const wide = assetsOf(wideGraph(300));
    const groups = [...new Set(wide.nodes.map(groupOf))];
    fc.assert(
      fc.property(fc.subarray(groups), (open) => {
        const boxes = lanes(wide, new Set(open)).boxes.filter(
          ({ kind }) => kind === 'asset' || kind === 'group',
        );
        expect(overlaps(boxes)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('shows every node of the project once when all is open', () => {
    const wide = wideGraph(1000);
    const scene = lanes(assetsOf(wide), new Set(wide.nodes.map(groupOf)));
    expect(shown(scene)).toEqual(wide.nodes.map(({ id }) => id).sort());
  });
});

describe('the lineage of a column', () => {
  const scene = columnKin(assets, {
    of: { node: 'orders', column: 'TOTAL' },
    edges: [
      {
        from: { node: 'clean', column: 'PRICE' },
        to: { node: 'orders', column: 'TOTAL' },
        via: 'expression',
      },
      { from: { node: 'clean', column: 'STATE' }, to: { node: 'orders', column: 'TOTAL' }, via: 'condition' },
    ],
    unknown: [],
  });

  it('shows of each table the columns on the way alone', () => {
    const tables = scene.boxes.flatMap((box) =>
      box.kind === 'table' ? [[box.id, box.columns, box.chosen]] : [],
    );
    expect(tables).toEqual([
      ['orders', ['TOTAL'], 'TOTAL'],
      ['clean', ['PRICE', 'STATE'], undefined],
    ]);
  });

  it('dashes what decides only which rows there are', () => {
    expect(scene.lines.map(({ dashed }) => dashed ?? false)).toEqual([false, true]);
  });
});

it('the values of a column leave out what only decides which rows there are', () => {
  const ref = (name: string, column: string) => ({ node: name, column });
  const value = { from: ref('clean', 'PRICE'), to: ref('orders', 'TOTAL'), via: 'expression' } as const;
  const lineage = {
    of: ref('orders', 'TOTAL'),
    edges: [
      value,
      { from: ref('clean', 'STATE'), to: ref('orders', 'TOTAL'), via: 'condition' } as const,
      { from: ref('raw', 'STATE'), to: ref('clean', 'STATE'), via: 'direct' } as const,
    ],
    unknown: [],
  };
  expect(valuesOnly(lineage).edges).toEqual([value]);
});

describe('arrow keys', () => {
  const scene = kin(assets, at('orders'), Infinity, Infinity);
  it.each([
    ['before', 'clean'],
    ['after', 'top'],
    ['above', undefined],
  ] as const)('%s orders stands %s', (direction, name) => {
    expect(step(scene, 'orders', direction)?.id).toBe(name);
  });

  it('begin somewhere when nothing is chosen', () => {
    expect(step(scene, undefined, 'after')).toBeDefined();
  });
});

it('kin of a node has no sibling', () => {
  expect(kinOf(assets, at('customers'), Infinity, Infinity)).toEqual(
    new Set([at('customers'), at('clean'), at('raw')]),
  );
});

function overlaps(boxes: readonly Box[]): string[] {
  const sorted = [...boxes].sort((a, b) => a.x - b.x);
  return sorted.flatMap((one, index) =>
    sorted
      .slice(index + 1)
      .filter(
        (other) =>
          other.x < one.x + one.width && other.y < one.y + one.height && one.y < other.y + other.height,
      )
      .map((other) => `${one.id} and ${other.id}`),
  );
}

test('rows that are set aside count once, though a quarantine and its model both tell of them', () => {
  const told = ['orders', 'orders__quarantine', 'lines__quarantine'].map((name) => ({
    ...node(name, 'silver'),
    quarantined: 3,
  }));
  expect(setAside([...told, node('clean', 'silver')])).toBe(6);
});

describe('viewOf', () => {
  const windowOf = (width: number) => ({ width, height: 600 });
  const chain = kin(assets, at('orders'), Infinity, Infinity).boxes;
  const lefts = chain.map(({ x }) => x);
  const [first, last] = [Math.min(...lefts), Math.max(...lefts.map((x) => x + 216))];

  it('shows the whole picture where its names can be read', () => {
    const { x, zoom } = viewOf(chain, windowOf(1200), 'orders');
    expect(zoom).toBeGreaterThan(0.9);
    expect(first * zoom + x).toBeGreaterThanOrEqual(0);
    expect(last * zoom + x).toBeLessThanOrEqual(1200);
  });

  it('shows what is around the chosen box where the whole could not be read', () => {
    for (const chosen of ['raw', 'orders', 'top']) {
      const { x, zoom } = viewOf(chain, windowOf(400), chosen);
      const box = chain.find(({ id }) => id === chosen);
      expect(zoom).toBe(0.6);
      expect((box?.x ?? 0) * zoom + x).toBeGreaterThanOrEqual(0);
      expect(((box?.x ?? 0) + 216) * zoom + x).toBeLessThanOrEqual(400);
      expect(first * zoom + x).toBeLessThanOrEqual(36);
      expect(last * zoom + x).toBeGreaterThanOrEqual(400 - 36);
    }
  });

  it('begins a closed project at its first group, and shows an open one as a whole', () => {
    const closed = viewOf(lanes(assets, new Set()).boxes, windowOf(390), undefined);
    expect(closed).toMatchObject({ x: 36, zoom: 0.6 });
    expect(viewOf(lanes(assets, all).boxes, windowOf(390), undefined).zoom).toBeLessThan(0.4);
  });
});
