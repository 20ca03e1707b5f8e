import type { Lake } from '../landing/lake';
import { landedSources } from '../landing/setup';
import type { Project, UniqueId } from '../project/types';
import type { Store } from '../run/store';
import type { RelationName, Session } from '../warehouse/port';
import { lookAtCredits } from './credits';
import { lookAtLoads } from './loads';
import { takeLooks, type Findings } from './looks';
import { lookAtQuarantine } from './quarantine';
import { lookAtMissing } from './reconcile';

export interface HourlyOptions {
  readonly project: Project;
  readonly relationOf: (model: UniqueId) => RelationName;
  readonly database: string;
  readonly warehouses: readonly string[];
  readonly session: Session;
  readonly store: Store;
  readonly lake: Lake;
  readonly now: Date;
  readonly hasTime: () => boolean;
}

export interface HourlyFindings extends Findings {
  /** Remembers what was counted: to be called once it was published, so that nothing goes untold. */
  readonly remember: () => Promise<void>;
}

const KEY = 'monitor/loads';

/** What a warehouse is needed for: load history, ledger, bad rows, quarantine, credits. */
export async function lookHourly(options: HourlyOptions): Promise<HourlyFindings> {
  const { project, relationOf, database, warehouses, session, store, lake, now, hasTime } = options;
  const sources = landedSources(project.sources);
  const counted = (await store.get(KEY))?.body as { readonly until: string } | undefined;
  const remembered: (() => Promise<unknown>)[] = [];
  const findings = await takeLooks([
    [
      'loads',
      async () => {
        const countedUntil = counted && new Date(counted.until);
        const look = await lookAtLoads({
          ...{ session, lake, sources, database, countedUntil, now, hasTime },
        });
        remembered.push(() => store.put(KEY, { until: now.toISOString() }));
        return look;
      },
    ],
    ['missing files', () => lookAtMissing({ session, lake, sources, database, store, now })],
    [
      'quarantine',
      async () => {
        const look = await lookAtQuarantine({ session, project, relationOf, store });
        remembered.push(look.remember);
        return look;
      },
    ],
    ['credits', () => lookAtCredits({ session, database, warehouses, now })],
  ]);
  return {
    ...findings,
    remember: async () => {
      for (const remember of remembered) await remember();
    },
  };
}
