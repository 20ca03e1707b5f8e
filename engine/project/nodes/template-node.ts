import type { ColumnDoc, Json } from '../types';

export interface TemplateNodeParts {
  readonly uniqueId: string;
  readonly name: string;
  readonly resourceType: string;
  readonly packageName: string;
  readonly path: string;
  readonly fqn: readonly string[];
  readonly tags?: readonly string[];
  readonly meta?: { readonly [key: string]: Json };
  readonly description?: string;
  readonly columns?: readonly ColumnDoc[];
  readonly config?: { readonly [key: string]: unknown };
  readonly database?: string;
  readonly schema?: string;
  readonly alias?: string;
}

/** A node as templates see it (`model`, and the `node` of `generate_…_name`), under dbt's names. */
export function templateNode(parts: TemplateNodeParts) {
  const { uniqueId, name, resourceType, packageName, path, fqn } = parts;
  const columns = (parts.columns ?? []).map((column) => [
    column.name,
    {
      name: column.name,
      description: column.description,
      data_type: column.dataType ?? null,
      meta: column.meta,
      tags: column.tags,
    },
  ]);
  return {
    uniqueId,
    unique_id: uniqueId,
    name,
    resource_type: resourceType,
    package_name: packageName,
    // dbt's `path` begins below the model path.
    path: path.slice(path.indexOf('/') + 1),
    original_file_path: path,
    fqn,
    tags: parts.tags ?? [],
    meta: parts.meta ?? {},
    description: parts.description ?? '',
    columns: Object.fromEntries(columns) as { readonly [name: string]: unknown },
    config: parts.config ?? {},
    database: parts.database ?? null,
    schema: parts.schema ?? null,
    alias: parts.alias ?? name,
    version: null,
    language: 'sql',
  };
}
