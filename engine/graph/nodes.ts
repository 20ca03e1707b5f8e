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

export type GraphNode = Model | Snapshot | SourceTable | DataTest | UnitTest | Analysis;

/** Every node that takes part in the graph, by unique id. */
export function graphNodes(project: Project): ReadonlyMap<UniqueId, GraphNode> {
  const nodes: readonly GraphNode[] = [
    ...project.sources,
    ...project.models,
    ...project.snapshots,
    ...project.tests,
    ...project.unitTests,
    ...project.analyses,
  ];
  return new Map(nodes.map((node) => [node.uniqueId, node]));
}

/** What a node rests on: what its text refers to; a unit test rests on the model that it tests. */
export function parentsOf(node: GraphNode): readonly UniqueId[] {
  switch (node.resourceType) {
    case 'source':
      return [];
    case 'unit_test':
      return [node.model];
    case 'model':
    case 'snapshot':
    case 'test':
    case 'analysis':
      return node.dependsOn.nodes;
  }
}
