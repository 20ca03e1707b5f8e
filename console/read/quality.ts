import { readNodeStates } from '../../engine/run';
import type { Quality, QualityRun, QualityTest } from '../api';
import { drawnNodes } from './drawn';
import { newestResults, type RunHistory, type RunResults } from './history';
import { placeOf } from './places';
import type { ConsoleSource, ProjectView } from './source';
import { ownerOf, placedTests, type PlacedTest } from './tests';

/** So many runs are looked back at. */
const RUNS = 30;

export async function readQuality(source: ConsoleSource, history: RunHistory): Promise<Quality> {
  const [view, runs, status, reconciled] = await Promise.all([
    source.project(),
    newestResults(history, RUNS),
    source.inspection.status(),
    source.inspection.reconcile(),
  ]);
  const place = places(view);
  const tested = runs.filter(({ details }) => details.tests.length > 0);
  return {
    tests: await lastOutcomes(source, view, tested, place),
    runs: tested.toReversed().map((run) => summed(view, run, place)),
    freshness: status.lag,
    reconciled,
  };
}

interface Where {
  readonly node: string;
  readonly name: string;
  readonly domain: string;
}

function places(view: ProjectView): (test: PlacedTest) => Where {
  const nodes = drawnNodes(view);
  return (test) => {
    const id = ownerOf(test) ?? '';
    const node = nodes.get(id);
    return { node: id, name: node?.name ?? '', domain: node ? placeOf(node).domain : '' };
  };
}

async function lastOutcomes(
  source: ConsoleSource,
  view: ProjectView,
  tested: readonly RunResults[],
  place: (test: PlacedTest) => Where,
): Promise<readonly QualityTest[]> {
  const last = new Map<string, Pick<QualityTest, 'status' | 'failures' | 'runId' | 'at'>>();
  // What was tested before the runs that are looked at here stands with the node that it let through.
  for (const { runId, publishedAt, tests } of (await readNodeStates(source.store)).values()) {
    for (const { test, status, failures } of tests)
      last.set(test, { status, failures, runId, at: publishedAt || undefined });
  }
  for (const { record, details } of tested.toReversed()) {
    for (const { test, status, failures, endedAt } of details.tests) {
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
  { record, details }: RunResults,
  place: (test: PlacedTest) => Where,
): QualityRun {
  const tests = placedTests(view);
  const kinds: Record<string, Counts> = {};
  const domains: Record<string, Counts> = {};
  const count = (of: Record<string, Counts>, key: string, status: string): void => {
    const counts = (of[key] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
  };
  for (const { test, status } of details.tests) {
    const placed = tests.get(test);
    // A test that the project no longer has counts in the whole alone.
    if (!placed) continue;
    count(kinds, placed.kind, status);
    count(domains, place(placed).domain, status);
  }
  return { runId: record.runId, startedAt: record.startedAt, counts: record.tests, kinds, domains };
}
