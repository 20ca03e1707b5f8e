import { readLock } from '../../engine/run';
import type { AnalysisRows, Graph, GraphNode, RunDetails, RunSummary } from '../api';
import { readAnalysisRows } from './analyses';
import { readFacts, type Facts } from './facts';
import { describer, graphOf, type GraphInput } from './graph';
import { runHistory, type RunHistory } from './history';
import { liveRuns } from './live';
import type { Drawn } from './places';
import { pulse, type Pulse } from './pulse';
import { runDetails, runSummary } from './run-details';
import type { ConsoleSource, InspectedStatus, ProjectView } from './source';

/** What the server's answers are made of; each part is read once as long as nothing has changed. */
export interface Reader {
  readonly source: ConsoleSource;
  readonly history: RunHistory;
  readonly pulse: Pulse;
  facts(): Promise<Facts>;
  status(): Promise<InspectedStatus>;
  graph(): Promise<Graph>;
  describer(view: ProjectView): Promise<(node: Drawn) => GraphNode>;
  /** The newest first. */
  runs(): Promise<readonly RunSummary[]>;
  /** Rows of an analysis, as long as nothing new is published; undefined where there is none of that name. */
  analysisRows(name: string): Promise<AnalysisRows | undefined>;
  /** Under way, or over. */
  run(view: ProjectView, runId: string): Promise<RunDetails | undefined>;
}

export function makeReader(given: ConsoleSource): Reader {
  const beat = pulse(given);
  const changed = async () => {
    const { published, arrived } = await beat();
    return `${published} ${arrived}`;
  };
  const { inspection } = given;
  const status = whileSame(changed, () => inspection.status());
  const reconcile = whileSame(changed, () => inspection.reconcile());
  const pending = whileSame(changed, () => inspection.pending());
  const source = { ...given, inspection: { ...inspection, status, reconcile, pending } };
  const history = runHistory(source.store);
  const live = liveRuns(source.store, source.now);

  const published = async () => (await beat()).published;
  const rows = new Map<string, () => Promise<AnalysisRows | undefined>>();

  const facts = whileSame(changed, async () => readFacts(source, await source.project(), history));
  const input = async (view: ProjectView): Promise<GraphInput> => {
    const [known, run, { quarantined }] = await Promise.all([facts(), live(view), status()]);
    const unresolved = new Map<string, number>();
    for (const { model, unresolved: rows } of quarantined)
      unresolved.set(model, (unresolved.get(model) ?? 0) + rows);
    return { view, facts: known, live: run?.status === 'running' ? run : undefined, quarantined: unresolved };
  };
  return {
    source,
    history,
    pulse: beat,
    status,
    facts,
    graph: async () => graphOf(await input(await source.project())),
    describer: async (view) => describer(await input(view)),
    async runs() {
      const [runs, { isHeld }] = await Promise.all([history.runs(), readLock(source.store, source.now())]);
      return runs.map((record) => {
        const summary = runSummary(record);
        return summary.status === 'running' && !isHeld ? { ...summary, status: 'interrupted' } : summary;
      });
    },
    async analysisRows(name) {
      const { project } = await source.project();
      if (!project.analyses.some((one) => one.name === name)) return undefined;
      const read = rows.get(name) ?? whileSame(published, () => readAnalysisRows(source, name));
      rows.set(name, read);
      return read();
    },
    async run(view, runId) {
      const ended = await history.results(runId);
      if (ended) return runDetails(view, ended);
      const going = await live(view);
      return going?.runId === runId ? going : undefined;
    },
  };
}

/** Remembers an answer until what it rests on is another; those who ask meanwhile wait for the same one. */
export function whileSame<T>(version: () => Promise<string>, read: () => Promise<T>): () => Promise<T> {
  let known: { readonly version: string; readonly value: Promise<T> } | undefined;
  return async () => {
    const now = await version();
    if (known?.version === now) return known.value;
    const value = read();
    const own = { version: now, value };
    known = own;
    value.catch(() => {
      if (known === own) known = undefined;
    });
    return value;
  };
}
