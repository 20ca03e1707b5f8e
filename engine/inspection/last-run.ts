import { readRunDetails, readRuns, type RunRecord, type TestResult } from '../run';
import type { Store } from '../run/store';

export interface LastRun {
  /** The newest run; undefined before the first. */
  readonly lastRun: RunRecord | undefined;
  /** Tests of that run that warned, failed or could not be run. */
  readonly failedTests: readonly TestResult[];
}

export async function lastRunOf(store: Pick<Store, 'get' | 'list'>): Promise<LastRun> {
  const [lastRun] = await readRuns(store);
  const details = lastRun && (await readRunDetails(store, lastRun.runId));
  const failedTests = (details?.tests ?? []).filter(
    ({ status }) => status !== 'pass' && status !== 'skipped',
  );
  return { lastRun, failedTests };
}
