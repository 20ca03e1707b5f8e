import type { Model, Snapshot, SourceTable } from '../../engine/project/types';
import type { Layer } from '../api';

/** What the console draws as a node of its own; tests are folded into it. */
export type Drawn = Model | Snapshot | SourceTable;

export interface Place {
  readonly layer: Layer;
  readonly domain: string;
  readonly group: string;
}

const LAYERS: readonly string[] = ['bronze', 'silver', 'gold'] satisfies Layer[];
const isLayer = (text: string): text is Layer => LAYERS.includes(text);

/** Models lie under `models/<domain>/<layer>/<group>`. Where a project has other folders, its tags may tell the layer. */
export function placeOf(node: Drawn): Place {
  if (node.resourceType === 'source') {
    return { layer: 'bronze', domain: node.landing?.domain ?? node.sourceName, group: '' };
  }
  const folders = node.fqn.slice(1, -1);
  const at = folders.findIndex(isLayer);
  const layer = at < 0 ? node.tags.find(isLayer) : folders[at];
  return {
    layer: layer !== undefined && isLayer(layer) ? layer : 'other',
    domain: (at === 0 ? undefined : folders[0]) ?? node.fqn[0] ?? '',
    group: folders.slice(at < 0 ? 1 : at + 1).join('/'),
  };
}

/** Descriptions begin with their grain: `Grain: order_id.`, or `One row a customer.`, of which this is `a customer`. */
export function grainOf(description: string): string | undefined {
  const text = description.trim().replaceAll(/\s+/g, ' ');
  const said = /^Grain: (.+?)(?:\. |\.?$)/i.exec(text)?.[1];
  return said ?? /^One row (?:per )?(.+?)(?=\. |\.?$)/i.exec(text)?.[1];
}
