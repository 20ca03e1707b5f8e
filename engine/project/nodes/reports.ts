import { baseName } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { References } from '../references';
import type { DataTest, Model, Snapshot, UniqueId } from '../types';
import type { Parsed } from './models';

type Described = Record<
  'models' | 'snapshots' | 'singularTests' | 'analyses',
  ReadonlyMap<string, Entry<{ readonly name: string; readonly relation?: string | undefined }>>
>;

/** Descriptions of what is not there: almost always a renamed file. */
export function reportUndescribed(
  reading: Reading,
  described: Described,
  references: References,
  layout: Reading['layout'],
): void {
  const names = (files: readonly { readonly path: string }[]) =>
    new Set(files.map(({ path }) => baseName(path)));
  const report = (kind: string, entries: Described['models'], isThere: (name: string) => boolean) => {
    for (const [name, entry] of entries) {
      if (isThere(name)) continue;
      const near = references.nearModel(name);
      reading.problems.add('LH207', `There is no ${kind} "${name}" to describe.${near}`, entry.location);
    }
  };
  const models = names(layout.models);
  const tests = names(layout.singularTests);
  const analyses = names(layout.analyses);
  report('model', described.models, (name) => models.has(name));
  report('test', described.singularTests, (name) => tests.has(name));
  report('analysis', described.analyses, (name) => analyses.has(name));
  const blocks = reading.layout.snapshots.map(({ text }) => text).join('\n');
  report(
    'snapshot',
    described.snapshots,
    (name) =>
      Boolean(described.snapshots.get(name)?.value.relation) ||
      new RegExp(`snapshot\\s+${name}\\b`).test(blocks),
  );
}

export function reportSharedRelations(
  nodes: readonly Parsed<Model | Snapshot>[],
  { problems }: Reading,
): void {
  const taken = new Map<string, UniqueId>();
  for (const { node } of nodes) {
    const relation = `${node.database}.${node.schema}.${node.alias}`;
    const first = taken.get(relation.toUpperCase());
    if (first === node.uniqueId) continue; // told already, as a name that is there twice
    if (first !== undefined) {
      const message = `${node.uniqueId} and ${first} both build ${relation}. Give one of them another alias or schema.`;
      problems.add('LH204', message, node.location, node.uniqueId);
    } else taken.set(relation.toUpperCase(), node.uniqueId);
  }
}

export function reportTwice(tests: readonly Parsed<DataTest>[], { problems }: Reading): void {
  const seen = new Map<UniqueId, Parsed<DataTest>['node']>();
  for (const { node } of tests) {
    const first = seen.get(node.uniqueId);
    if (first) {
      const place = `${first.location.file}:${first.location.line ?? 1}`;
      const message = `The test "${node.name}" is there twice: also at ${place}. Keep one, or give one a name.`;
      problems.add('LH204', message, node.location, node.uniqueId);
    } else seen.set(node.uniqueId, node);
  }
}
