import type { Plan } from '../../engine/plan/types';
import {
  countBy,
  readCurrent,
  readJournal,
  readLock,
  readUnfinished,
  type RunRecord,
  type Store,
} from '../../engine/run';
import { advance, initialState } from '../../engine/run/advance';
import { failedSteps, unitsOf } from '../../engine/run/history';
import type { RunDetails } from '../api';
import { liveModels, liveTests } from './live-results';
import { runFailure, runNodes, runSummary, runTest } from './run-details';
import type { ProjectView } from './source';

type Reading = Pick<Store, 'get' | 'list'>;

/** Reads the run that is under way. */
export type LiveRuns = (view: ProjectView) => Promise<RunDetails | undefined>;

/** Statements that a run has under way at a time: its record does not say. */
const THREADS = 4;

/**
 * The run that is under way, whichever process drives it, as its plan and its journal tell. The journal has what is
 * over; what is under way is what the scheduler starts in the same state.
 */
export function liveRuns(store: Reading, now: () => Date): LiveRuns {
  // A plan of all models is a megabyte or two, and never changes.
  let known: { readonly record: RunRecord; readonly plan: Plan } | undefined;
  return async (view) => {
    const current = await readCurrent(store);
    if (current === undefined) return undefined;
    if (known?.record.runId !== current) known = await readUnfinished(store);
    if (!known) return undefined;
    const { record, plan } = known;
    const journal = await readJournal(store, record.runId);
    const begun = initialState(plan, THREADS);
    const { state } = advance(
      plan,
      begun,
      journal.filter(({ type }) => type !== 'stop'),
    );
    const nodes = runNodes(liveModels(plan, state), unitsOf(plan));
    const tests = liveTests(plan, state);
    return {
      ...runSummary(record),
      status: (await readLock(store, now())).isHeld ? 'running' : 'interrupted',
      models: countBy(nodes),
      tests: countBy(tests),
      nodes,
      testResults: tests.map((test) => runTest(view, test)),
      criticalPath: [],
      failures: failedSteps(plan, state).map(runFailure),
    };
  };
}
