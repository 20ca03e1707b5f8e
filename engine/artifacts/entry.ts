import type { ColumnDoc, Dependencies, Json, Project, UniqueId } from '../project/types';

/** One object of the manifest, in dbt's v12 shape. */
export type Entry = { readonly [key: string]: Json };

interface Described {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
  readonly description: string;
  readonly tags: readonly string[];
  readonly meta: { readonly [key: string]: Json };
}

export const docs: Entry = { show: true, node_color: null };

export function common(node: Described & { readonly resourceType: string }, project: Project): Entry {
  return {
    name: node.name,
    resource_type: node.resourceType,
    package_name: project.name,
    // dbt's `path` leaves out the first folder, the model path.
    path: node.path.slice(node.path.indexOf('/') + 1),
    original_file_path: node.path,
    unique_id: node.uniqueId,
    fqn: node.fqn,
    description: node.description,
    tags: node.tags,
    meta: node.meta,
  };
}

export const sha256 = (checksum: string): Entry => ({ name: 'sha256', checksum });
export const dependsOn = (dependencies: Dependencies): Entry => ({
  macros: dependencies.macros,
  nodes: dependencies.nodes,
});

export function compiled(text: string): Entry {
  return { compiled: true, compiled_code: text, extra_ctes_injected: true, extra_ctes: [] };
}

/** `refs` and `sources` as written in the text, from what they were resolved to. */
export function references(dependencies: Dependencies, project: Project): Entry {
  const sources = new Map(project.sources.map((source) => [source.uniqueId, source]));
  return {
    refs: dependencies.nodes
      .filter((id) => !sources.has(id))
      .map((id) => ({ name: id.split('.').slice(2).join('.'), package: null, version: null })),
    sources: dependencies.nodes.flatMap((id) => {
      const source = sources.get(id);
      return source ? [[source.sourceName, source.name]] : [];
    }),
    metrics: [],
    functions: [],
  };
}

export function columns(docsOfColumns: readonly ColumnDoc[]): Entry {
  return Object.fromEntries(
    docsOfColumns.map((column) => [
      column.name,
      {
        name: column.name,
        description: column.description,
        meta: column.meta,
        data_type: column.dataType ?? null,
        constraints: [],
        quote: null,
        config: { meta: column.meta, tags: column.tags },
        tags: column.tags,
      },
    ]),
  );
}
