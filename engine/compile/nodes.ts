import type {
  Analysis,
  DataTest,
  Model,
  Project,
  Snapshot,
  SourceTable,
  UniqueId,
  UnitTest,
} from '../project/types';

export type Compiled = Model | Snapshot | DataTest | Analysis;

/** The nodes of a project by what they are asked for. */
export interface Nodes {
  readonly compiled: ReadonlyMap<UniqueId, Compiled>;
  readonly sources: ReadonlyMap<UniqueId, SourceTable>;
  readonly unitTests: ReadonlyMap<UniqueId, UnitTest>;
  readonly byName: ReadonlyMap<string, Model | Snapshot>;
  readonly sourceByName: ReadonlyMap<string, SourceTable>;
}

export function indexNodes(project: Project): Nodes {
  const built = [...project.models, ...project.snapshots];
  const compiled: Compiled[] = [...built, ...project.tests, ...project.analyses];
  return {
    compiled: new Map(compiled.map((node) => [node.uniqueId, node])),
    sources: new Map(project.sources.map((source) => [source.uniqueId, source])),
    unitTests: new Map(project.unitTests.map((test) => [test.uniqueId, test])),
    byName: new Map(built.map((node) => [node.name, node])),
    sourceByName: new Map(project.sources.map((source) => [`${source.sourceName}.${source.name}`, source])),
  };
}
