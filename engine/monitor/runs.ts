import { readIdle } from '../run/idle';
import { readRunDetails, readRuns, type RunRecord } from '../run/records';
import type { Store } from '../run/store';
import { measured, secondsBetween, type Look } from './measurement';

/** Of the run state: what the newest runs did. */
export async function lookAtRuns(store: Store, now: Date): Promise<Look> {
  const runs = await readRuns(store);
  const [newest] = runs;
  const looked = [newest?.startedAt ?? '', (await readIdle(store)) ?? ''].sort().at(-1) ?? '';
  const ended = runs.find(({ endedAt }) => endedAt !== null);
  const under = runs.find(({ status }) => status === 'running');
  const count = (counts: RunRecord['models'] | undefined, ...statuses: readonly string[]): number =>
    statuses.reduce((sum, status) => sum + (counts?.[status] ?? 0), 0);
  const failed = ended !== undefined && ended.status !== 'success';
  return {
    measurements: [
      measured('LastRunFailed', failed ? 1 : 0),
      measured('ModelsFailed', count(ended?.models, 'error', 'skipped')),
      measured('TestsFailed', count(ended?.tests, 'fail', 'error')),
      measured('TestsWarned', count(ended?.tests, 'warn')),
      measured('RunSeconds', under ? secondsBetween(under.startedAt, now) : 0),
      ...(looked === '' ? [] : [measured('SecondsSinceRun', secondsBetween(looked, now))]),
    ],
    notes: failed ? await failuresOf(store, ended) : [],
  };
}

/** What failed, in the words of the run. */
async function failuresOf(store: Store, { runId, status }: RunRecord): Promise<readonly string[]> {
  const details = await readRunDetails(store, runId);
  const failed = [
    ...(details?.models ?? []).filter((model) => model.status === 'error'),
    ...(details?.tests ?? []).filter((test) => ['fail', 'error'].includes(test.status)),
  ];
  return [
    `Run ${runId} ended with ${status}.`,
    ...failed.slice(0, 20).map(({ name, message }) => `${name}: ${message}`),
    ...(failed.length > 20 ? [`${failed.length - 20} more failed.`] : []),
  ];
}
