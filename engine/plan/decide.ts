import type { DataTest, UniqueId } from '../project/types';
import type { RelationKind, RelationName } from '../warehouse/port';
import type { PlanInput } from './input';
import { inputsOfModel, inputsOfSource } from './inputs';
import { testsByOwner } from './ownership';
import { indexNodes, type Built, type Nodes } from './project-nodes';
import { relationKey } from './relations';
import type { BuildMode, Inputs, LiveKind, NodeState, Unbuilt } from './types';
import { whyItRuns } from './reason';

/** A model that runs: how, and why. */
export interface Decision {
  readonly model: Built;
  readonly live: RelationName;
  readonly liveKind: Exclude<LiveKind, 'published'>;
  readonly mode: BuildMode;
  readonly reason: string;
  readonly inputs: Inputs;
  readonly version: string;
  readonly previous: NodeState | undefined;
}

/** What runs and what does not, before any statement is written. */
export interface Decisions {
  readonly nodes: Nodes;
  readonly owned: ReadonlyMap<UniqueId, readonly DataTest[]>;
  readonly running: ReadonlyMap<UniqueId, Decision>;
  /** Sources whose tests run. */
  readonly gates: ReadonlyMap<UniqueId, Inputs>;
  readonly unchanged: readonly Unbuilt[];
  readonly excluded: readonly Unbuilt[];
  /** Those of the excluded that have no relation either: nothing can read them. */
  readonly missing: ReadonlySet<UniqueId>;
}

export function decide(input: PlanInput): Decisions {
  const { compiler, selected, state, observed, options } = input;
  const nodes = indexNodes(input.project, input.graph);
  const owned = testsByOwner(nodes);
  const kinds = new Map(observed.catalog.map((entry) => [relationKey(entry), entry.kind]));
  const running = new Map<UniqueId, Decision>();
  const unchanged: Unbuilt[] = [];
  const excluded: Unbuilt[] = [];
  const missing = new Set<UniqueId>();
  const given = {
    nodes,
    compiler,
    tests: owned,
    sourceTokens: observed.sourceTokens,
    versionOf: (id: UniqueId) => running.get(id)?.version ?? state.get(id)?.version ?? 'none',
  };

  for (const id of nodes.order) {
    const model = nodes.built.get(id);
    if (!model) continue;
    const live = compiler.relation(id);
    const liveKind = kindOf(kinds.get(relationKey(live)));
    if (!selected.has(id)) {
      if (liveKind === 'absent') missing.add(id);
      excluded.push({ model: id, relation: live, reason: 'not selected' });
      continue;
    }
    const previous = state.get(id);
    const inputs = inputsOfModel(model, given);
    const why = whyItRuns({ model, liveKind, inputs, previous, running, fullRefresh: options.fullRefresh });
    if (!why) {
      unchanged.push({ model: id, relation: live, reason: `unchanged since ${previous?.publishedAt ?? ''}` });
      continue;
    }
    const version = why.mode === 'audit' && previous ? previous.version : options.runId;
    running.set(id, { model, live, liveKind, ...why, inputs, version, previous });
  }

  const gates = new Map<UniqueId, Inputs>();
  const read = new Set([...running.keys()].flatMap((id) => nodes.parents(id)));
  for (const [id, source] of nodes.sources) {
    if (!owned.has(id) || !(selected.has(id) || read.has(id))) continue;
    const inputs = inputsOfSource(source, given);
    if (!sameInputs(inputs, state.get(id)?.inputs)) gates.set(id, inputs);
  }
  return { nodes, owned, running, gates, unchanged, excluded, missing };
}

/** Models into whose live table rows are merged: their columns must be observed before the plan is written. */
export function mergedModels({ running }: Decisions): readonly { id: UniqueId; live: RelationName }[] {
  return [...running]
    .filter(([, decision]) => decision.mode === 'incremental')
    .map(([id, { live }]) => ({ id, live }));
}

function kindOf(kind: RelationKind | undefined): Decision['liveKind'] {
  if (kind === undefined) return 'absent';
  return kind === 'view' ? 'view' : 'table';
}

function sameInputs(a: Inputs, b: Inputs | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
