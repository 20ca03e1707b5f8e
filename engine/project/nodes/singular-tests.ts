import { layerAt, mergeLayers, yamlLayer } from '../config/layers';
import { analysisConfigSchema, testConfigSchema } from '../config/schemas';
import { baseName, fqnOf, type PlacedFile } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { Analysis, DataTest } from '../types';
import type { ModelYaml } from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { checkDashboard } from './dashboard';
import { asMeta, columnDocs, description } from './describe-node';
import { checksum, leading, unresolved, type Parsed } from './models';
import { parseCalls } from './parse-node';
import { templateNode } from './template-node';
import { testConfig } from './test-config';

type DescribedEntry = Entry<Pick<ModelYaml, 'name' | 'description' | 'config' | 'columns'>>;

/** A file of tests/: one SELECT whose rows are failures. */
export function readSingularTest(
  reading: Reading,
  file: PlacedFile,
  entry: DescribedEntry | undefined,
): Parsed<DataTest> | undefined {
  const draft = readSelect(reading, file, entry, 'test');
  if (!draft) return undefined;
  const { base, calls, merged, what } = draft;
  const settings = `the settings of ${what}`;
  const yaml = validate(testConfigSchema, merged, [], merged.values, settings, reading.problems);
  if (!yaml) return undefined;
  const config = testConfig(yaml);
  return {
    calls,
    node: {
      ...base,
      resourceType: 'test',
      config,
      tags: config.tags,
      meta: config.meta,
      generic: undefined,
    },
  };
}

/** A file of analyses/: compiled, and run by nobody but who asks for its rows. */
export function readAnalysis(
  reading: Reading,
  file: PlacedFile,
  entry: DescribedEntry | undefined,
): Parsed<Analysis> | undefined {
  const draft = readSelect(reading, file, entry, 'analysis');
  if (!draft) return undefined;
  const { base, calls, merged, what } = draft;
  const settings = `the settings of ${what}`;
  const yaml = validate(analysisConfigSchema, merged, [], merged.values, settings, reading.problems);
  if (!yaml?.enabled) return undefined;
  const columns = entry ? columnDocs(reading, entry, what, entry.value.columns) : [];
  const dashboard = yaml.meta.lakehouse?.dashboard;
  if (dashboard)
    checkDashboard(dashboard, columns, merged, { what, uniqueId: base.uniqueId }, reading.problems);
  const meta = asMeta(merged.values['meta']);
  return { calls, node: { ...base, resourceType: 'analysis', tags: yaml.tags, meta, columns, dashboard } };
}

function readSelect(
  reading: Reading,
  file: PlacedFile,
  entry: DescribedEntry | undefined,
  resourceType: 'test' | 'analysis',
) {
  const { settings } = reading;
  const name = baseName(file.path);
  const what = `${resourceType} "${name}"`;
  const uniqueId = `${resourceType}.${settings.name}.${name}`;
  // dbt files an analysis under the folder `analysis`, whatever the folder is called.
  const below = resourceType === 'analysis' ? `analysis/${file.below}` : file.below;
  const fqn = fqnOf(settings.name, below, name);
  const parts = { uniqueId, name, resourceType, packageName: settings.name, path: file.path, fqn };
  const rawCode = file.text.trim();
  const location = leading(file);
  // dbt takes an analysis for a model where settings are concerned.
  const tree = resourceType === 'test' ? settings.trees.tests : settings.trees.models;
  const treeLayers = tree.layersFor(fqn);
  const calls = reading.problems.attempt(() =>
    parseCalls(reading, { text: rawCode, ...location }, templateNode(parts), what),
  );
  if (!calls) return undefined;
  const merged = mergeLayers([
    layerAt(location, {}),
    ...treeLayers,
    ...(entry?.value.config ? [yamlLayer(entry.file, [...entry.path, 'config'], entry.value.config)] : []),
    ...calls.configs,
  ]);
  const text = description(reading, entry, entry?.value.description);
  const base = { uniqueId, name, path: file.path, fqn, location, rawCode };
  const dependsOn = unresolved(calls);
  const full = { ...base, checksum: checksum(file.text), description: text, dependsOn };
  return { base: full, calls, merged, what };
}
