import { byName } from '../properties';
import type { Reading } from '../reading';
import { References } from '../references';
import type { DataTest, Dependencies, Model, Project, Snapshot, UniqueId } from '../types';
import { baseName } from '../layout';
import { readGenericTests, type Tested } from './generic-tests';
import { readModel, type Parsed } from './models';
import { reportSharedRelations, reportTwice, reportUndescribed } from './reports';
import { readAnalysis, readSingularTest } from './singular-tests';
import { readSnapshots } from './snapshots';
import { readSource, type ReadSource } from './sources';
import { readUnitTest } from './unit-tests';

type Nodes = Pick<Project, 'models' | 'snapshots' | 'sources' | 'tests' | 'unitTests' | 'analyses'>;

/** Reads every node, then resolves what they refer to. Mistakes are taken down; the result holds what is left. */
export function readNodes(reading: Reading): Nodes {
  const { layout, properties, problems, settings } = reading;
  const references = new References(settings.name, problems);

  const described = {
    models: byName(properties.models, 'model', problems),
    snapshots: byName(properties.snapshots, 'snapshot', problems),
    singularTests: byName(properties.singularTests, 'test', problems),
    analyses: byName(properties.analyses, 'analysis', problems),
  };
  const models = layout.models.flatMap(
    (file) => readModel(reading, file, described.models.get(baseName(file.path))) ?? [],
  );
  const snapshotFiles = [
    ...layout.snapshots,
    ...layout.models.filter(({ text }) => /\{%-?\s*snapshot\s/.test(text)),
  ];
  const snapshots = readSnapshots(reading, snapshotFiles, described.snapshots);
  const sources = properties.sources.flatMap((source) => readSource(reading, source));
  const singular = layout.singularTests.flatMap(
    (file) => readSingularTest(reading, file, described.singularTests.get(baseName(file.path))) ?? [],
  );
  const analyses = layout.analyses.flatMap(
    (file) => readAnalysis(reading, file, described.analyses.get(baseName(file.path))) ?? [],
  );

  const builtModels = enabledNodes(models, references);
  const builtSnapshots = enabledNodes(snapshots, references);
  for (const { node, enabled } of sources) {
    const { sourceName, name, uniqueId, location } = node;
    if (enabled) references.addSource(sourceName, name, uniqueId, location);
    else references.addDisabled(`${sourceName}.${name}`);
  }
  reportUndescribed(reading, described, references, layout);
  reportSharedRelations([...builtModels, ...builtSnapshots], reading);

  const generic = testedOnes(described, builtModels, builtSnapshots, sources).flatMap((tested) =>
    readGenericTests(reading, tested),
  );
  const tests = [...singular, ...generic].filter(({ node }) => node.config.enabled);
  reportTwice(tests, reading);
  reading.settings.trees.tests.reportUnused(fqns([...singular, ...generic]), problems);
  reading.settings.trees.models.reportUnused(fqns(models), problems);
  reading.settings.trees.snapshots.reportUnused(fqns(snapshots), problems);
  reading.settings.trees.sources.reportUnused(fqns(sources), problems);

  const resolve = <N extends { readonly dependsOn: Dependencies; readonly uniqueId: UniqueId }>(
    parsed: readonly Parsed<N>[],
  ): N[] =>
    parsed.map(({ node, calls }) => {
      const found = [
        ...calls.refs.map((call) => problems.attempt(() => references.ref(call, node.uniqueId))),
        ...calls.sources.map((call) => problems.attempt(() => references.source(call, node.uniqueId))),
      ];
      const nodes = [...new Set(found.filter((id) => id !== undefined))];
      return { ...node, dependsOn: { ...node.dependsOn, nodes } };
    });
  return {
    models: resolve<Model>(builtModels),
    snapshots: resolve<Snapshot>(builtSnapshots),
    sources: sources.filter(({ enabled }) => enabled).map(({ node }) => node),
    tests: resolve<DataTest>(tests.filter((test) => !testsDisabled(test, references))),
    analyses: resolve(analyses),
    unitTests: properties.unitTests.flatMap(
      (entry) => problems.attempt(() => readUnitTest(reading, references, entry)) ?? [],
    ),
  };
}

function enabledNodes<N extends Model | Snapshot>(
  parsed: readonly Parsed<N>[],
  references: References,
): readonly Parsed<N>[] {
  return parsed.filter(({ node }) => {
    const { name, uniqueId, location, resourceType } = node;
    if (!node.config.enabled) references.addDisabled(name);
    else references.addNode(name, uniqueId, resourceType, location);
    return node.config.enabled;
  });
}

/** dbt switches a test off with what it refers to, without a word. */
const testsDisabled = ({ node, calls }: Parsed<DataTest>, references: References): boolean =>
  node.generic !== undefined &&
  (calls.refs.some(({ name }) => references.isDisabled(name)) ||
    calls.sources.some(({ source, table }) => references.isDisabled(`${source}.${table}`)));

const fqns = (parsed: readonly { readonly node: { readonly fqn: readonly string[] } }[]) =>
  parsed.map(({ node }) => node.fqn);

/** Everything that has generic tests under it in a property file. */
function testedOnes(
  described: {
    readonly models: ReadonlyMap<string, Tested['entry']>;
    readonly snapshots: ReadonlyMap<string, Tested['entry']>;
  },
  models: readonly Parsed<Model>[],
  snapshots: readonly Parsed<Snapshot>[],
  sources: readonly ReadSource[],
): readonly Tested[] {
  const ofNodes = (
    nodes: readonly Parsed<Model | Snapshot>[],
    entries: ReadonlyMap<string, Tested['entry']>,
    kind: 'model' | 'snapshot',
  ): Tested[] =>
    nodes.flatMap(({ node: { uniqueId, name } }) => {
      const entry = entries.get(name);
      const reference = `ref('${name}')`;
      return entry ? [{ uniqueId, name, kind, reference, entry, tags: [], label: `${kind} "${name}"` }] : [];
    });
  const ofSources = sources
    .filter(({ enabled }) => enabled)
    .map(({ node: { uniqueId, sourceName, name, tags }, entry }): Tested => ({
      uniqueId,
      name: `${sourceName}_${name}`,
      kind: 'source',
      reference: `source('${sourceName}', '${name}')`,
      entry,
      tags,
      label: `source "${sourceName}.${name}"`,
    }));
  return [
    ...ofNodes(models, described.models, 'model'),
    ...ofNodes(snapshots, described.snapshots, 'snapshot'),
    ...ofSources,
  ];
}
