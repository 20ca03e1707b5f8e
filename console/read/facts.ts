import { decide, makeRunId } from '../../engine/plan';
import type { NodeState } from '../../engine/plan/types';
import type { UniqueId } from '../../engine/project/types';
import { readNodeStates } from '../../engine/run';
import type { CatalogEntry } from '../../engine/warehouse/port';
import { landedSources } from '../../engine/landing/setup';
import type { TestOutcome } from '../api';
import { newestResults, type RunHistory, type RunResults } from './history';
import { loadedSources, type LoadedSource } from './ledger';
import type { ConsoleSource, PendingFile, ProjectView } from './source';

/** What is known of the lakehouse between two changes. */
export interface Facts {
  readonly states: ReadonlyMap<UniqueId, NodeState>;
  /** What a build would run now, and why: the same decision that it would make. */
  readonly due: ReadonlyMap<UniqueId, string>;
  readonly loaded: ReadonlyMap<UniqueId, LoadedSource>;
  /** Files of the lake that wait to be loaded. */
  readonly pending: readonly PendingFile[];
  readonly catalog: readonly CatalogEntry[];
  /** The newest runs, the newest first. */
  readonly runs: readonly RunResults[];
  readonly tests: ReadonlyMap<UniqueId, TestOutcome>;
}

/** Runs that pages look back over. */
const RUNS = 40;

export async function readFacts(
  source: ConsoleSource,
  view: ProjectView,
  history: RunHistory,
): Promise<Facts> {
  const { project, graph, compiler } = view;
  const { store, warehouse, database } = source;
  const landed = landedSources(project.sources);
  const relations = project.sources.map(({ uniqueId }) => compiler.relation(uniqueId));
  const [states, catalog, tokens, runs, loaded, pending] = await Promise.all([
    readNodeStates(store),
    warehouse.catalog(),
    warehouse.changeTokens(relations),
    newestResults(history, RUNS),
    loadedSources(warehouse, database, landed),
    source.inspection.pending(),
  ]);
  const sourceTokens = new Map(
    project.sources.flatMap(({ uniqueId }, at): [UniqueId, string][] => {
      const token = tokens[at];
      return token === undefined ? [] : [[uniqueId, token]];
    }),
  );
  const now = source.now();
  const { running } = decide({
    ...{ project, graph, compiler, state: states, traits: warehouse.traits },
    selected: new Set([...project.models, ...project.snapshots].map(({ uniqueId }) => uniqueId)),
    observed: { catalog, sourceTokens, columns: new Map() },
    options: {
      ...{ runId: makeRunId(now, 'console'), now, fullRefresh: false, database },
      ...{ keepDisplacedDays: 0, keepDisplaced: undefined },
    },
  });
  return {
    ...{ states, loaded, pending, catalog, runs },
    due: new Map([...running].map(([id, { reason }]) => [id, reason])),
    tests: lastOutcomes(runs),
  };
}

/** How each test ended when it was run last. One that was skipped told nothing. */
function lastOutcomes(runs: readonly RunResults[]): ReadonlyMap<UniqueId, TestOutcome> {
  const last = new Map<UniqueId, TestOutcome>();
  for (const { record, tests } of runs) {
    for (const [id, { status, failures, message, endedAt, ms }] of tests) {
      if (status === 'skipped' || last.has(id)) continue;
      last.set(id, { runId: record.runId, status, failures, message, at: endedAt, ms });
    }
  }
  return last;
}
