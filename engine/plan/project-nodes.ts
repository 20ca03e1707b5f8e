import type { Graph } from '../graph/types';
import type { DataTest, Model, Project, Snapshot, SourceTable, UniqueId, UnitTest } from '../project/types';

/** What has a relation of its own that runs write: models that are not ephemeral, and snapshots. */
export type Built = Model | Snapshot;

/** The project by id, with the questions that planning asks of the graph. Ephemeral models are seen through. */
export interface Nodes {
  readonly built: ReadonlyMap<UniqueId, Built>;
  readonly sources: ReadonlyMap<UniqueId, SourceTable>;
  readonly tests: readonly DataTest[];
  readonly unitTestsOf: (model: UniqueId) => readonly UnitTest[];
  /** The built nodes and sources whose rows a node's SQL reads. */
  readonly parents: (id: UniqueId) => readonly UniqueId[];
  /** Whether `node` is made from `ancestor`, directly or not. */
  readonly descends: (node: UniqueId, ancestor: UniqueId) => boolean;
  /** Built nodes and sources, each after its parents. */
  readonly order: readonly UniqueId[];
}

export function indexNodes(project: Project, graph: Graph): Nodes {
  const isEphemeral = (model: Model) => model.config.materialized === 'ephemeral';
  const ephemeral = new Set(project.models.filter(isEphemeral).map((model) => model.uniqueId));
  const built = new Map<UniqueId, Built>();
  for (const node of [...project.models, ...project.snapshots]) {
    if (!ephemeral.has(node.uniqueId)) built.set(node.uniqueId, node);
  }
  const sources = new Map(project.sources.map((source) => [source.uniqueId, source]));
  const hasRows = (id: UniqueId) => built.has(id) || sources.has(id);

  const read = new Map<UniqueId, readonly UniqueId[]>();
  const ancestors = new Map<UniqueId, ReadonlySet<UniqueId>>();
  for (const id of graph.order) {
    const parents = (graph.parents.get(id) ?? []).flatMap((parent) =>
      ephemeral.has(parent) ? (read.get(parent) ?? []) : hasRows(parent) ? [parent] : [],
    );
    read.set(id, [...new Set(parents)]);
    ancestors.set(id, new Set(parents.flatMap((parent) => [parent, ...(ancestors.get(parent) ?? [])])));
  }
  return {
    built,
    sources,
    tests: project.tests,
    unitTestsOf: (model) => project.unitTests.filter((test) => test.model === model),
    parents: (id) => read.get(id) ?? [],
    descends: (node, ancestor) => ancestors.get(node)?.has(ancestor) ?? false,
    order: graph.order.filter(hasRows),
  };
}
