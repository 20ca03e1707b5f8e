import { indexNodes } from '../../engine/plan/project-nodes';
import { ownersOf } from '../../engine/plan/ownership';
import type { DataTest, UniqueId, UnitTest } from '../../engine/project/types';
import type { TestKind } from '../api';
import type { ProjectView } from './source';

/** A test and the nodes that it stands before: those that are not published, or read, while it fails. */
export interface PlacedTest {
  readonly test: DataTest | UnitTest;
  readonly kind: TestKind;
  readonly nodes: readonly UniqueId[];
}

/** The one of them that a test is counted and named with: the one whose YAML has it, where it stands before that. */
export const ownerOf = ({ test, nodes }: PlacedTest): UniqueId | undefined => {
  const attached = test.resourceType === 'test' ? test.generic?.attachedTo : undefined;
  return nodes.find((id) => id === attached) ?? nodes[0];
};

const known = new WeakMap<ProjectView, ReadonlyMap<UniqueId, PlacedTest>>();

/** Every test of the project by its id. */
export function placedTests(view: ProjectView): ReadonlyMap<UniqueId, PlacedTest> {
  const found = known.get(view);
  if (found) return found;
  const nodes = indexNodes(view.project, view.graph);
  const placed = [
    ...view.project.tests.map((test): PlacedTest => ({
      test,
      kind: test.generic?.name ?? 'singular',
      nodes: ownersOf(test, nodes),
    })),
    ...view.project.unitTests.map((test): PlacedTest => ({ test, kind: 'unit', nodes: [test.model] })),
  ];
  const byId = new Map(placed.map((one) => [one.test.uniqueId, one]));
  known.set(view, byId);
  return byId;
}

export function testsByNode(view: ProjectView): ReadonlyMap<UniqueId, readonly PlacedTest[]> {
  const byNode = new Map<UniqueId, PlacedTest[]>();
  for (const placed of placedTests(view).values()) {
    for (const node of placed.nodes) {
      const tests = byNode.get(node);
      if (tests) tests.push(placed);
      else byNode.set(node, [placed]);
    }
  }
  return byNode;
}
