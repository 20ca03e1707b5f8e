import type { z } from 'zod';
import { layerAt, mergeLayers, yamlLayer } from '../config/layers';
import { snapshotConfigSchema } from '../config/schemas';
import { fqnOf, type PlacedFile } from '../layout';
import { blocksOf } from '../macros';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { Snapshot } from '../types';
import type { SnapshotYaml } from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { asMeta, columnDocs, description } from './describe-node';
import { checksum, unresolved, type Parsed } from './models';
import { relationNames } from './names';
import { parseCalls, type TemplateText } from './parse-node';
import { templateNode } from './template-node';

interface Draft {
  readonly name: string;
  readonly fqn: readonly string[];
  readonly path: string;
  readonly template: TemplateText;
  /** The text of the file, which is what dbt hashes. */
  readonly fileText: string;
  readonly entry: Entry<SnapshotYaml> | undefined;
}

/** `{% snapshot %}` blocks, and snapshots that a property file defines with `relation:`. */
export function readSnapshots(
  reading: Reading,
  files: readonly PlacedFile[],
  entries: ReadonlyMap<string, Entry<SnapshotYaml>>,
): readonly Parsed<Snapshot>[] {
  const project = reading.settings.name;
  const blocks = files.flatMap((file) =>
    blocksOf(file, ['snapshot'], reading.problems).map((block): Draft => ({
      name: block.name,
      // Unlike a model's, a block's fqn has the file's name too, as in dbt.
      fqn: fqnOf(project, file.below.replace(/\.sql$/, '/'), block.name),
      path: file.path,
      fileText: file.text,
      template: {
        text: block.contents,
        file: file.path,
        line: block.contentsLine,
        column: block.contentsColumn,
      },
      entry: entries.get(block.name),
    })),
  );
  const defined = [...entries.values()].flatMap((entry): Draft[] => {
    const { name, relation } = entry.value;
    if (relation === undefined) return [];
    const { line = 1, column = 1 } = entry.file.locate([...entry.path, 'relation']);
    return [
      {
        name,
        fqn: fqnOf(project, entry.below, name),
        path: entry.file.path,
        fileText: entry.file.text,
        template: { text: `select * from {{ ${relation} }}`, file: entry.file.path, line, column },
        entry,
      },
    ];
  });
  return [...blocks, ...defined].flatMap((draft) => readSnapshot(reading, draft) ?? []);
}

function readSnapshot(reading: Reading, draft: Draft): Parsed<Snapshot> | undefined {
  const { settings, problems } = reading;
  const { name, fqn, path, template, fileText, entry } = draft;
  const what = `snapshot "${name}"`;
  const uniqueId = `snapshot.${settings.name}.${name}`;
  const location = { file: path, line: template.line ?? 1, column: template.column ?? 1 };
  const parts = { uniqueId, name, resourceType: 'snapshot', packageName: settings.name, path, fqn };
  const treeLayers = settings.trees.snapshots.layersFor(fqn);
  const calls = problems.attempt(() => parseCalls(reading, template, templateNode(parts), what));
  if (!calls) return undefined;
  const merged = mergeLayers([
    layerAt(location, {}),
    ...treeLayers,
    ...(entry?.value.config ? [yamlLayer(entry.file, [...entry.path, 'config'], entry.value.config)] : []),
    ...calls.configs,
  ]);
  const yaml = validate(snapshotConfigSchema, merged, [], merged.values, `the settings of ${what}`, problems);
  if (!yaml) return undefined;
  if (yaml.strategy === 'timestamp' && yaml.updated_at === undefined) {
    const place = merged.locate(['strategy']);
    problems.add('LH203', `the settings of ${what}: strategy timestamp needs updated_at.`, place);
  }
  if (yaml.strategy === 'check' && yaml.check_cols.length === 0) {
    const place = merged.locate(['strategy']);
    problems.add('LH203', `the settings of ${what}: strategy check needs check_cols.`, place);
  }
  const columns = entry ? columnDocs(reading, entry, what, entry.value.columns) : [];
  const described = {
    tags: yaml.tags,
    meta: asMeta(yaml.meta),
    description: description(reading, entry, entry?.value.description),
  };
  const dict = templateNode({ ...parts, ...described, columns, config: merged.values });
  const names = problems.attempt(() => relationNames(reading, dict, yaml));
  if (!names) return undefined;
  return {
    calls,
    node: {
      resourceType: 'snapshot',
      uniqueId,
      name,
      path,
      fqn,
      location,
      rawCode: template.text,
      checksum: checksum(fileText),
      config: snapshotConfig(yaml),
      columns,
      ...described,
      dependsOn: unresolved(calls),
      alias: names.alias,
      database: yaml.target_database ?? names.database,
      schema: yaml.target_schema ?? names.schema,
    },
  };
}

function snapshotConfig(yaml: z.infer<typeof snapshotConfigSchema>): Snapshot['config'] {
  return {
    enabled: yaml.enabled,
    materialized: 'incremental',
    database: yaml.database ?? undefined,
    schema: yaml.schema ?? undefined,
    alias: yaml.alias ?? undefined,
    tags: yaml.tags,
    meta: asMeta(yaml.meta),
    uniqueKey: yaml.unique_key,
    incrementalStrategy: 'merge',
    onSchemaChange: 'append_new_columns',
    mergeUpdateColumns: undefined,
    mergeExcludeColumns: undefined,
    fullRefresh: undefined,
    clusterBy: yaml.cluster_by,
    transient: yaml.transient,
    copyGrants: yaml.copy_grants,
    strategy: yaml.strategy,
    updatedAt: yaml.updated_at,
    checkCols: yaml.check_cols,
    invalidateHardDeletes: yaml.invalidate_hard_deletes || yaml.hard_deletes === 'invalidate',
  };
}
