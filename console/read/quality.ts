import { readNodeStates, readRunDetails, readRuns, type RunDetails, type RunRecord } from '../../engine/run';
import type { Quality, QualityRun, QualityTest } from '../api';
import { drawnNodes } from './drawn';
import { placeOf } from './places';
import type { ConsoleSource, ProjectView } from './source';
import { placedTests, type PlacedTest } from './tests';

/** So many runs are looked back at. */
const RUNS = 30;

interface Tested {
  readonly record: RunRecord;
  readonly results: RunDetails['tests'];
}

/** What a run that is over has found never changes: it is read once. */
const known = new WeakMap<ConsoleSource['store'], Map<string, RunDetails>>();

export async function readQuality(source: ConsoleSource): Promise<Quality> {
  const [view, tested, status, reconciled] = await Promise.all([
    source.project(),
    testedRuns(source),
    source.inspection.status(),
    source.inspection.reconcile(),
  ]);
  const place = places(view);
  return {
    tests: await lastOutcomes(source, view, tested, place),
    runs: tested.toReversed().map((run) => summed(view, run, place)),
    freshness: status.lag,
    reconciled,
  };
}

/** Runs that are over and tested something, the newest first. */
async function testedRuns({ store }: ConsoleSource): Promise<readonly Tested[]> {
  const details = known.get(store) ?? new Map<string, RunDetails>();
  known.set(store, details);
  const ran = (await readRuns(store)).filter(
    ({ endedAt, tests }) => endedAt !== null && Object.keys(tests).length > 0,
  );
  return Promise.all(
    ran.slice(0, RUNS).map(async (record) => {
      const found = details.get(record.runId) ?? (await readRunDetails(store, record.runId));
      if (found) details.set(record.runId, found);
      return { record, results: found?.tests ?? [] };
    }),
  );
}

interface Where {
  readonly node: string;
  readonly name: string;
  readonly domain: string;
}

function places(view: ProjectView): (test: PlacedTest) => Where {
  const nodes = drawnNodes(view);
  return (test) => {
    const [id = ''] = test.nodes;
    const node = nodes.get(id);
    return { node: id, name: node?.name ?? '', domain: node ? placeOf(node).domain : '' };
  };
}

async function lastOutcomes(
  source: ConsoleSource,
  view: ProjectView,
  tested: readonly Tested[],
  place: (test: PlacedTest) => Where,
): Promise<readonly QualityTest[]> {
  const last = new Map<string, Pick<QualityTest, 'status' | 'failures' | 'runId' | 'at'>>();
  // What was tested before the runs that are looked at here stands with the node that it let through.
  for (const { runId, publishedAt, tests } of (await readNodeStates(source.store)).values()) {
    for (const { test, status, failures } of tests)
      last.set(test, { status, failures, runId, at: publishedAt || undefined });
  }
  for (const { record, results } of tested.toReversed()) {
    for (const { test, status, failures, endedAt } of results) {
      if (status !== 'skipped' || !last.has(test))
        last.set(test, { status, failures, runId: record.runId, at: endedAt });
    }
  }
  return [...placedTests(view).values()].map((placed) => {
    const { test, kind } = placed;
    const { node, name, domain } = place(placed);
    return {
      id: test.uniqueId,
      name: test.name,
      kind,
      ...{ node, nodeName: name, domain },
      column: test.resourceType === 'test' ? test.generic?.column : undefined,
      severity: test.resourceType === 'test' ? test.config.severity : 'error',
      ...(last.get(test.uniqueId) ?? { status: 'never' }),
    };
  });
}

interface Counts {
  [status: string]: number;
}

function summed(
  view: ProjectView,
  { record, results }: Tested,
  place: (test: PlacedTest) => Where,
): QualityRun {
  const tests = placedTests(view);
  const kinds: Record<string, Counts> = {};
  const domains: Record<string, Counts> = {};
  const count = (of: Record<string, Counts>, key: string, status: string): void => {
    const counts = (of[key] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
  };
  for (const { test, status } of results) {
    const placed = tests.get(test);
    // A test that the project no longer has counts in the whole alone.
    if (!placed) continue;
    count(kinds, placed.kind, status);
    count(domains, place(placed).domain, status);
  }
  return { runId: record.runId, startedAt: record.startedAt, counts: record.tests, kinds, domains };
}
