import type { Lake } from '../landing/lake';
import { landedSources } from '../landing/setup';
import type { Project } from '../project/types';
import type { Store } from '../run/store';
import { lookAtFreshness } from './freshness';
import { takeLooks, type Findings } from './looks';
import { lookAtNotifications, pipesMadeAt } from './notifications';
import { lookAtPipes, readPipes, type Query, type WatchedPipe } from './pipes';
import { lookAtRuns } from './runs';
import { lookAtUndelivered } from './undelivered';

export interface FrequentOptions {
  readonly project: Project;
  readonly database: string;
  /** Sends nothing that needs a warehouse. */
  readonly query: Query;
  readonly store: Store;
  readonly lake: Lake;
  readonly freshnessHours: number;
  readonly now: Date;
}

/** What can be seen without a warehouse: pipes, the lake, the state of runs. */
export async function lookFrequently(options: FrequentOptions): Promise<Findings> {
  const { project, database, query, store, lake, freshnessHours, now } = options;
  const sources = landedSources(project.sources);
  // Two looks rest on it, of which the second fails with the first.
  let pipes: readonly WatchedPipe[] | undefined;
  return takeLooks([
    [
      'pipes',
      async () => {
        pipes = await readPipes(query, sources, database);
        return lookAtPipes(pipes, now);
      },
    ],
    [
      'notifications',
      async () => {
        if (!pipes) throw new Error('the states of the pipes are not known');
        return lookAtNotifications(lake, sources, pipes, await pipesMadeAt(query, database), now);
      },
    ],
    ['undelivered objects', () => lookAtUndelivered(lake, now)],
    ['runs', () => lookAtRuns(store, now)],
    ['freshness', () => lookAtFreshness({ store, project, freshnessHours, now })],
  ]);
}
