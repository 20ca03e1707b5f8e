import type { Manifest } from '../artifacts/manifest';
import { fail, suggestion } from '../errors';
import type { Project, UniqueId } from '../project/types';
import { matcher } from './matches';
import { graphNodes, type GraphNode } from './nodes';
import { parseSelector, type Selector } from './selector';
import type { Graph } from './types';

/**
 * Nodes by dbt's selection grammar. No expression selects everything; tests are selected with what they test
 * (dbt's eager mode). `state` is the manifest that `state:` compares with. Throws LH403 for what it cannot read
 * and LH404 for an expression that selects nothing.
 */
export function select(
  graph: Graph,
  project: Project,
  expressions: readonly string[],
  exclude: readonly string[] = [],
  state?: Manifest,
): Set<UniqueId> {
  const nodes = graphNodes(project);
  const evaluate = (expression: string) => evaluateExpression(expression, { graph, project, nodes, state });
  const chosen = expressions.length === 0 ? new Set(nodes.keys()) : union(expressions.map(evaluate));
  const dropped = union(exclude.map(evaluate));
  return new Set(graph.order.filter((id) => chosen.has(id) && !dropped.has(id)));
}

interface Selection {
  readonly graph: Graph;
  readonly project: Project;
  readonly nodes: ReadonlyMap<UniqueId, GraphNode>;
  readonly state: Manifest | undefined;
}

/** One command-line value: a space is a union, a comma an intersection. */
function evaluateExpression(expression: string, selection: Selection): Set<UniqueId> {
  const { graph, nodes } = selection;
  const parts = expression.split(/\s+/).filter((part) => part !== '');
  if (parts.length === 0) fail('LH403', 'an empty selection: write a name, or a method as in tag:gold.');
  return union(
    parts.map((part) => {
      const sets = part.split(',').map((text) => selectOne(parseSelector(text), selection));
      const found = sets.reduce((left, right) => new Set([...left].filter((id) => right.has(id))));
      if (found.size > 0 || part.includes('state:')) return withTests(found, graph, nodes);
      const names = [...nodes.values()].map((node) => node.name);
      return fail(
        'LH404',
        `"${part}" selects nothing.${suggestion(part.replace(/^@|^\d*\+|\+\d*$/g, ''), names)}`,
      );
    }),
  );
}

function selectOne(selector: Selector, { graph, project, nodes, state }: Selection): Set<UniqueId> {
  const matches = matcher(selector, state, project);
  const named = [...nodes.values()].filter(matches).map((node) => node.uniqueId);
  if (selector.closure) {
    const below = [...walk(named, graph.children, Infinity)];
    return walk(below, graph.parents, Infinity);
  }
  return union([
    walk(named, graph.parents, selector.parents),
    walk(named, graph.children, selector.children),
  ]);
}

/** Tests go with what they test, as in dbt's eager mode: any parent chosen is enough. */
function withTests(
  chosen: Set<UniqueId>,
  graph: Graph,
  nodes: ReadonlyMap<UniqueId, GraphNode>,
): Set<UniqueId> {
  const isTest = (id: UniqueId) => ['test', 'unit_test'].includes(nodes.get(id)?.resourceType ?? '');
  const tests = [...chosen]
    .filter((id) => !isTest(id))
    .flatMap((id) => graph.children.get(id)?.filter(isTest) ?? []);
  return new Set([...chosen, ...tests]);
}

/** Everything within so many steps of the start, the start included. */
function walk(
  start: readonly UniqueId[],
  edges: ReadonlyMap<UniqueId, readonly UniqueId[]>,
  steps: number,
): Set<UniqueId> {
  const seen = new Set(start);
  let edge: readonly UniqueId[] = start;
  for (let step = 0; step < steps && edge.length > 0; step++) {
    edge = edge.flatMap((id) => edges.get(id) ?? []).filter((id) => !seen.has(id) && seen.add(id));
  }
  return seen;
}

function union(sets: readonly Set<UniqueId>[]): Set<UniqueId> {
  return new Set(sets.flatMap((set) => [...set]));
}
