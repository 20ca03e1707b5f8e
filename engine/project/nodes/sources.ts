import type { z } from 'zod';
import { layerAt, mergeLayers, yamlLayer, type ConfigLayer } from '../config/layers';
import { sourceConfigSchema } from '../config/schemas';
import { fqnOf } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { Freshness, Json, Landing, SourceTable } from '../types';
import {
  sourceTableSchema,
  type freshnessSchema,
  type SourceTableYaml,
  type SourceYaml,
} from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { asMeta, columnDocs, description } from './describe-node';

/** A source's table before its tests are read. */
export interface ReadSource {
  readonly node: SourceTable;
  readonly entry: Entry<SourceTableYaml>;
  readonly enabled: boolean;
}

export function readSource(reading: Reading, source: Entry<SourceYaml>): readonly ReadSource[] {
  return (source.value.tables ?? []).flatMap((raw, i) => {
    const path = [...source.path, 'tables', i];
    const name = typeof raw['name'] === 'string' ? raw['name'] : String(i + 1);
    const what = `source "${source.value.name}.${name}"`;
    const value = validate(sourceTableSchema, source.file, path, raw, what, reading.problems);
    if (!value) return [];
    const location = source.file.locate([...path, 'name']);
    return readTable(reading, source, { ...source, value, path, location }, what) ?? [];
  });
}

function readTable(
  reading: Reading,
  source: Entry<SourceYaml>,
  table: Entry<SourceTableYaml>,
  what: string,
): ReadSource | undefined {
  const { settings, target, problems } = reading;
  const sourceName = source.value.name;
  const { name } = table.value;
  const fqn = [...fqnOf(settings.name, source.below, sourceName), name];
  const merged = mergeLayers([
    layerAt(table.location, {}),
    ...settings.trees.sources.layersFor(fqn),
    ...ownLayers(source),
    ...ownLayers(table),
  ]);
  const settingsOf = `the settings of ${what}`;
  // Tags of sources in dbt_project.yml have no effect: in dbt the list beside the source replaces them, even empty.
  const own = mergeLayers([layerAt(table.location, { tags: [] }), ...ownLayers(source), ...ownLayers(table)]);
  const values = { ...merged.values, tags: own.values['tags'] };
  const yaml = validate(sourceConfigSchema, merged, [], values, settingsOf, problems);
  if (!yaml) return undefined;
  const landing = yaml.meta.lakehouse;
  return {
    enabled: yaml.enabled,
    entry: table,
    node: {
      resourceType: 'source',
      uniqueId: `source.${settings.name}.${sourceName}.${name}`,
      name,
      sourceName,
      path: table.file.path,
      fqn,
      location: table.location,
      tags: yaml.tags,
      meta: asMeta(yaml.meta),
      description: description(reading, table, table.value.description),
      sourceDescription: description(reading, source, source.value.description),
      database: source.value.database ?? target.database,
      schema: source.value.schema ?? sourceName,
      identifier: table.value.identifier ?? name,
      columns: columnDocs(reading, table, what, table.value.columns),
      external: table.value.external as { readonly [key: string]: Json } | undefined,
      landing: landing && landingOf(sourceName, name, landing),
      freshness: freshness(yaml.freshness ?? table.value.freshness ?? source.value.freshness),
      loadedAtField: yaml.loaded_at_field ?? table.value.loaded_at_field ?? source.value.loaded_at_field,
      loader: table.value.loader ?? source.value.loader,
    },
  };
}

function ownLayers(entry: Entry<SourceYaml | SourceTableYaml>): ConfigLayer[] {
  const { value, file, path } = entry;
  const { tags, meta, config } = value;
  return [
    ...(tags === undefined ? [] : [yamlLayer(file, path, { tags })]),
    ...(meta === undefined ? [] : [yamlLayer(file, path, { meta })]),
    ...(config === undefined ? [] : [yamlLayer(file, [...path, 'config'], config)]),
  ];
}

type LandingYaml = NonNullable<z.infer<typeof sourceConfigSchema>['meta']['lakehouse']>;

const landingOf = (domain: string, dataset: string, landing: LandingYaml): Landing => ({
  domain,
  dataset,
  format: landing.format,
  files: landing.files,
  eventTime: landing.event_time,
});

function freshness(yaml: z.infer<typeof freshnessSchema> | null | undefined): Freshness | undefined {
  if (!yaml) return undefined;
  return {
    warnAfter: yaml.warn_after ?? undefined,
    errorAfter: yaml.error_after ?? undefined,
    filter: yaml.filter ?? undefined,
  };
}
