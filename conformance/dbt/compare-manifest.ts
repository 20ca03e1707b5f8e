import type { Check } from './check';
import type { Difference, ManifestFile, ManifestNode } from './types';

/** What of a node must be the same in both manifests. Descriptions and columns are compared as they are written. */
const FACTS: readonly (readonly [string, (node: ManifestNode) => unknown])[] = [
  ['resource_type', (node) => node.resource_type],
  ['original_file_path', (node) => node.original_file_path],
  ['relation_name', (node) => node.relation_name ?? null],
  ['checksum', (node) => node.checksum?.checksum ?? null],
  ['depends_on.nodes', (node) => [...(node.depends_on?.nodes ?? [])].sort()],
  ['fqn', (node) => node['fqn']],
  ['tags', (node) => sortedList(node['tags'])],
  ['config.materialized', (node) => node.config?.['materialized'] ?? null],
  ['description', (node) => String(node['description'] ?? '').trim()],
  ['columns', (node) => Object.keys((node['columns'] as object | undefined) ?? {}).sort()],
];

/** Ids that one side has and the other has not, and facts that differ, over nodes, sources, unit tests and edges. */
export function compareManifests(dbt: ManifestFile, ours: ManifestFile): Check {
  const families = ['nodes', 'sources', 'unit_tests'] as const;
  const differences = [
    ...families.flatMap((family) => compareFamily(dbt[family], ours[family])),
    ...compareParents(dbt, ours),
  ];
  const all = new Set(families.flatMap((family) => Object.keys(dbt[family])));
  const differing = new Set(differences.map(({ id }) => id));
  return { name: 'manifest', equal: [...all].filter((id) => !differing.has(id)).length, differences };
}

type Family = { readonly [id: string]: ManifestNode };

function compareFamily(dbt: Family, ours: Family): readonly Difference[] {
  const ids = [...new Set([...Object.keys(dbt), ...Object.keys(ours)])].sort();
  return ids.flatMap((id) => {
    const [theirs, own] = [dbt[id], ours[id]];
    if (!theirs || !own) {
      return [{ id, what: 'node', dbt: theirs ? 'there' : 'missing', ours: own ? 'there' : 'missing' }];
    }
    return FACTS.flatMap(([what, fact]) => unlike(id, what, fact(theirs), fact(own)));
  });
}

function compareParents(dbt: ManifestFile, ours: ManifestFile): readonly Difference[] {
  return Object.entries(dbt.parent_map).flatMap(([id, parents]) =>
    unlike(id, 'parent_map', [...parents].sort(), [...(ours.parent_map[id] ?? [])].sort()),
  );
}

function unlike(id: string, what: string, theirs: unknown, own: unknown): readonly Difference[] {
  const [left, right] = [JSON.stringify(theirs ?? null), JSON.stringify(own ?? null)];
  return left === right ? [] : [{ id, what, dbt: left, ours: right }];
}

const sortedList = (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as readonly unknown[])].sort() : value;
