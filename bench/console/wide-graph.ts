import type { Graph, GraphNode, Layer } from '../../console/api';
import { Random } from '../../engine/generator/random';

const LAYERS: readonly Layer[] = ['bronze', 'silver', 'silver', 'gold'];
const DOMAINS = 8;

/** A project of so many nodes in eight domains, each model reading one to four of the three hundred before it in its domain. */
export function wideGraph(count: number): Graph {
  const random = new Random(7, 'wide graph', count);
  const nodes = Array.from({ length: count }, (_, at): GraphNode => {
    const domain = `domain_${at % DOMAINS}`;
    const layer = LAYERS[Math.floor((at / count) * LAYERS.length)] ?? 'gold';
    return {
      id: `model.wide.m${at}`,
      name: `${domain}__model_${at}`,
      kind: layer === 'bronze' ? 'source' : 'model',
      layer,
      domain,
      group: '',
      materialized: 'table',
      description: `Grain: one row a thing of kind ${at}.`,
      tags: [],
      columns: 12,
      status: at % 97 === 0 ? 'failed' : at % 41 === 0 ? 'stale' : 'fresh',
      rows: at * 1337,
      tests: { pass: 6, warn: 0, fail: at % 97 === 0 ? 1 : 0, error: 0, unknown: 0 },
    };
  });
  const edges = nodes.flatMap((node, at) => {
    if (node.layer === 'bronze') return [];
    const parents = new Set(
      Array.from({ length: random.int(1, 4) }, () => {
        const back = DOMAINS * random.int(1, 36);
        return at - back < 0 ? at % DOMAINS : at - back;
      }),
    );
    return [...parents].map((parent): readonly [number, number] => [parent, at]);
  });
  return { revision: 'wide', nodes, edges };
}
