import {
  readRunDetails,
  readRuns,
  type ModelResult,
  type RunDetails,
  type RunRecord,
  type TestResult,
} from '../../engine/run';
import type { UniqueId } from '../../engine/project/types';
import type { ConsoleSource } from './source';

/** Runs that have ended, with their results by node and test. */
export interface RunHistory {
  /** The newest first. */
  runs(): Promise<readonly RunRecord[]>;
  results(runId: string): Promise<RunResults | undefined>;
}

export interface RunResults {
  readonly record: RunRecord;
  readonly details: RunDetails;
  readonly models: ReadonlyMap<UniqueId, ModelResult>;
  readonly tests: ReadonlyMap<UniqueId, TestResult>;
}

/** Runs whose results are kept in memory: some hundred kilobytes each. */
const KEPT = 60;

/** What a run that has ended came to never changes, so it is read once. */
export function runHistory(store: ConsoleSource['store']): RunHistory {
  const kept = new Map<string, Promise<RunResults | undefined>>();
  const read = async (runId: string): Promise<RunResults | undefined> => {
    const item = await store.get(`run/${runId}`);
    const record = item?.body as unknown as RunRecord | undefined;
    // A run writes its results first, and then that it has ended.
    const details = record && record.endedAt !== null ? await readRunDetails(store, runId) : undefined;
    if (!record || !details) return undefined;
    return {
      record,
      details,
      models: new Map(details.models.map((result) => [result.model, result])),
      tests: new Map(details.tests.map((result) => [result.test, result])),
    };
  };
  return {
    runs: () => readRuns(store),
    async results(runId) {
      const found = kept.get(runId) ?? read(runId);
      kept.delete(runId);
      kept.set(runId, found);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      const results = await found.catch((e: unknown) => {
        kept.delete(runId);
        throw e;
      });
      // Under way still, or interrupted: what comes of it is not known yet.
      if (!results) kept.delete(runId);
      return results;
    },
  };
}

/** Results of the newest runs that have any, the newest first. Older ones are forgotten by pages that look back. */
export async function newestResults(history: RunHistory, most: number): Promise<readonly RunResults[]> {
  const runs = await history.runs();
  const found = await Promise.all(runs.slice(0, most).map(({ runId }) => history.results(runId)));
  return found.flatMap((results) => results ?? []);
}
