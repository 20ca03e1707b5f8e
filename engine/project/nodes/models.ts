import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { layerAt, mergeLayers, yamlLayer } from '../config/layers';
import { modelConfigSchema } from '../config/schemas';
import { baseName, fqnOf, type PlacedFile } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { Dependencies, Model, ModelConfig } from '../types';
import type { ModelYaml } from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { asMeta, columnDocs, description } from './describe-node';
import { relationNames } from './names';
import { parseCalls, type Calls } from './parse-node';
import { templateNode } from './template-node';

/** A node before its references are resolved: `dependsOn.nodes` is still empty. */
export interface Parsed<N> {
  readonly node: N;
  readonly calls: Calls;
}

export const unresolved = ({ macros }: Calls): Dependencies => ({ nodes: [], macros });

/** dbt's checksum of a file: white space counts for nothing (normalize_file_contents in dbt-core 1.12). */
export const checksum = (text: string): string =>
  createHash('sha256').update(text.trim().split(/\s+/).join(' '), 'utf8').digest('hex');

export function readModel(
  reading: Reading,
  file: PlacedFile,
  entry: Entry<ModelYaml> | undefined,
): Parsed<Model> | undefined {
  const { settings, problems } = reading;
  const name = baseName(file.path);
  const what = `model "${name}"`;
  const uniqueId = `model.${settings.name}.${name}`;
  const fqn = fqnOf(settings.name, file.below, name);
  const location = leading(file);
  const parts = { uniqueId, name, resourceType: 'model', packageName: settings.name, path: file.path, fqn };
  const treeLayers = settings.trees.models.layersFor(fqn);
  const rawCode = file.text.trim();
  const parse = (incremental: boolean): Calls =>
    parseCalls(reading, { text: rawCode, ...location }, templateNode(parts), what, { incremental });
  const calls = problems.attempt(() => parse(false));
  if (!calls) return undefined;

  const merged = mergeLayers([
    layerAt(location, {}),
    ...treeLayers,
    ...(entry?.value.meta ? [yamlLayer(entry.file, entry.path, { meta: entry.value.meta })] : []),
    ...(entry?.value.config ? [yamlLayer(entry.file, [...entry.path, 'config'], entry.value.config)] : []),
    ...calls.configs,
  ]);
  const yaml = validate(modelConfigSchema, merged, [], merged.values, `the settings of ${what}`, problems);
  if (!yaml) return undefined;
  const config = modelConfig(yaml, merged, what, reading);
  const columns = entry ? columnDocs(reading, entry, what, entry.value.columns) : [];
  const described = {
    tags: config.tags,
    meta: config.meta,
    description: description(reading, entry, entry?.value.description),
  };
  const dict = templateNode({ ...parts, ...described, columns, config: merged.values });
  const names = problems.attempt(() => relationNames(reading, dict, yaml));
  if (!names) return undefined;
  const increment = config.materialized === 'incremental' ? problems.attempt(() => parse(true)) : undefined;
  return {
    calls: increment ? withIncrement(reading, calls, increment, uniqueId) : calls,
    node: {
      resourceType: 'model',
      uniqueId,
      name,
      path: file.path,
      fqn,
      location,
      rawCode,
      checksum: checksum(file.text),
      config,
      columns,
      eventTime: yaml.meta.lakehouse?.event_time,
      freshnessHours: yaml.meta.lakehouse?.freshness_hours,
      ...described,
      ...names,
      dependsOn: unresolved(calls),
    },
  };
}

/**
 * What an increment reads beside the full build: dbt's parse does not see it, since `is_incremental()` is no there.
 * A source is a dependency all the same. A model is a mistake: dbt itself stops at it, though only when it runs.
 */
function withIncrement(reading: Reading, full: Calls, increment: Calls, node: string): Calls {
  for (const { name, location } of increment.refs) {
    if (full.refs.some((call) => call.name === name)) continue;
    reading.problems.add(
      'LH405',
      `ref('${name}') stands in an incremental branch only, where dbt does not see it. ` +
        `Write "-- depends_on: {{ ref('${name}') }}" at the top of the file.`,
      location,
      node,
    );
  }
  return { ...full, sources: [...full.sources, ...increment.sources] };
}

/** Where the text begins once blanks before it are cut off, as dbt does. */
export function leading(file: PlacedFile): { file: string; line: number; column: number } {
  const blank = file.text.slice(0, file.text.length - file.text.trimStart().length).split('\n');
  return { file: file.path, line: blank.length, column: (blank.at(-1)?.length ?? 0) + 1 };
}

function modelConfig(
  yaml: z.infer<typeof modelConfigSchema>,
  place: ReturnType<typeof mergeLayers>,
  what: string,
  { problems }: Reading,
): ModelConfig {
  const incrementalStrategy = yaml.incremental_strategy ?? 'merge';
  const needsKey = yaml.materialized === 'incremental' && incrementalStrategy === 'delete+insert';
  if (needsKey && yaml.unique_key.length === 0) {
    const key = yaml.incremental_strategy ? 'incremental_strategy' : 'materialized';
    problems.add(
      'LH203',
      `the settings of ${what}: incremental_strategy ${incrementalStrategy} needs a unique_key. Set it, or use append.`,
      place.locate([key]),
    );
  }
  if (yaml.merge_update_columns && yaml.merge_exclude_columns) {
    problems.add(
      'LH203',
      `the settings of ${what}: merge_update_columns and merge_exclude_columns exclude each other. Keep one.`,
      place.locate(['merge_exclude_columns']),
    );
  }
  return {
    enabled: yaml.enabled,
    materialized: yaml.materialized,
    database: yaml.database ?? undefined,
    schema: yaml.schema ?? undefined,
    alias: yaml.alias ?? undefined,
    tags: yaml.tags,
    meta: asMeta(yaml.meta),
    uniqueKey: yaml.unique_key,
    incrementalStrategy,
    onSchemaChange: yaml.on_schema_change,
    mergeUpdateColumns: yaml.merge_update_columns,
    mergeExcludeColumns: yaml.merge_exclude_columns,
    fullRefresh: yaml.full_refresh ?? undefined,
    clusterBy: yaml.cluster_by,
    transient: yaml.transient,
    copyGrants: yaml.copy_grants,
  };
}
