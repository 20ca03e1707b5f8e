import type { Check } from './check';
import { normalized } from './first-difference';
import type { Difference, ManifestFile, ManifestNode } from './types';

/** The compiled text of every model, snapshot, analysis and data test that dbt compiled: one check a resource type. */
export function compareSql(dbt: ManifestFile, ours: ManifestFile, mode: string): readonly Check[] {
  const all = Object.values(dbt.nodes);
  return [...new Set(all.map((node) => node.resource_type))].map((type) => {
    const nodes = all.filter((node) => node.resource_type === type);
    const differences = nodes.flatMap((node) => difference(node, ours.nodes[node.unique_id]));
    return { name: `${type} SQL, ${mode}`, equal: nodes.length - differences.length, differences };
  });
}

function difference(theirs: ManifestNode, own: ManifestNode | undefined): readonly Difference[] {
  const [dbt, ours] = [theirs, own].map((node) => node?.compiled_code ?? '(not compiled)');
  if (dbt === undefined || ours === undefined || normalized(dbt) === normalized(ours)) return [];
  return [{ id: theirs.unique_id, what: 'sql', dbt, ours }];
}
