import type { Landing, SourceTable } from '../../engine/project/types';

/** A source table as the project's YAML would describe it. */
export function source(
  domain: string,
  dataset: string,
  columns: readonly string[],
  landing: Partial<Pick<Landing, 'format' | 'files'>> = {},
): SourceTable {
  return {
    resourceType: 'source',
    uniqueId: `source.lakehouse.${domain}.${dataset}`,
    name: dataset,
    sourceName: domain,
    description: '',
    path: `models/${domain}/sources.yml`,
    fqn: ['lakehouse', domain, dataset],
    tags: [],
    meta: {},
    location: { file: `models/${domain}/sources.yml` },
    database: 'LAKEHOUSE',
    schema: `BRONZE_${domain.toUpperCase()}`,
    identifier: dataset,
    columns: columns.map((name) => ({ name, description: '', dataType: 'varchar', meta: {}, tags: [] })),
    external: undefined,
    landing: { domain, dataset, format: landing.format ?? 'csv', files: landing.files ?? [`${dataset}*`] },
  };
}
