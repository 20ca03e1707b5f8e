import { createHash } from 'node:crypto';
import type { UniqueId } from '../../engine/project/types';
import type { Graph, GraphNode, RunDetails, TestCounts } from '../api';
import { drawnNodes, neighbours } from './drawn';
import type { Facts } from './facts';
import { grainOf, placeOf, type Drawn } from './places';
import type { ProjectView } from './source';
import { statuses } from './status';
import { ownerOf, testsByNode, type PlacedTest } from './tests';

export interface GraphInput {
  readonly view: ProjectView;
  readonly facts: Facts;
  readonly live: RunDetails | undefined;
  /** Rows that are set aside and not resolved, by name of the quarantine's model. */
  readonly quarantined: ReadonlyMap<string, number>;
}

/** Every source, model and snapshot with what is known of it now. */
export function graphOf(input: GraphInput): Graph {
  const nodes = [...drawnNodes(input.view).values()];
  const at = new Map(nodes.map(({ uniqueId }, index) => [uniqueId, index]));
  const edges = nodes.flatMap(({ uniqueId }, to) =>
    neighbours(input.view, uniqueId, 'parents').flatMap((parent): [number, number][] => {
      const from = at.get(parent);
      return from === undefined ? [] : [[from, to]];
    }),
  );
  const describe = describer(input);
  const drawn = nodes.map(describe);
  const revision = createHash('sha256')
    .update(JSON.stringify([drawn, edges]))
    .digest('base64url')
    .slice(0, 16);
  return { revision, nodes: drawn, edges };
}

/** Says what a node of the graph shows. */
export function describer(input: GraphInput): (node: Drawn) => GraphNode {
  const { view, facts, quarantined } = input;
  const tests = testsByNode(view);
  const running = new Map(input.live?.nodes.map((node) => [node.id, node]));
  const statusOf = statuses({ view, facts, running, tests });
  return (node) => {
    const { uniqueId: id, name, description, tags } = node;
    const source = facts.loaded.get(id);
    const state = facts.states.get(id);
    const isSource = node.resourceType === 'source';
    const now = running.get(id);
    return {
      ...{ id, name: isSource ? `${node.sourceName}.${name}` : name, kind: node.resourceType },
      ...placeOf(node),
      materialized: isSource ? (node.landing?.format ?? 'table') : materialized(node),
      description: description.trim(),
      grain: grainOf(description),
      tags,
      columns: node.columns.length,
      ...statusOf(node),
      rows: isSource ? source?.rows : (now?.rows ?? state?.rows),
      publishedAt: (isSource ? source?.loadedAt : state?.publishedAt) || undefined,
      ms: lastBuild(id, facts)?.ms,
      quarantined: quarantined.get(name) ?? quarantined.get(`${name}__quarantine`),
      tests: countTests(
        (tests.get(id) ?? []).filter((test) => ownerOf(test) === id),
        facts,
      ),
    };
  };
}

const materialized = (node: Exclude<Drawn, { resourceType: 'source' }>): string =>
  node.resourceType === 'snapshot' ? 'snapshot' : node.config.materialized;

function lastBuild(id: UniqueId, { runs }: Facts) {
  for (const { models } of runs) {
    const result = models.get(id);
    if (result?.status === 'success') return result;
  }
  return undefined;
}

function countTests(placed: readonly PlacedTest[], { tests }: Facts): TestCounts {
  const counts = { pass: 0, warn: 0, fail: 0, error: 0, unknown: 0 };
  for (const { test } of placed) {
    const status = tests.get(test.uniqueId)?.status ?? 'skipped';
    counts[status === 'skipped' ? 'unknown' : status] += 1;
  }
  return counts;
}
