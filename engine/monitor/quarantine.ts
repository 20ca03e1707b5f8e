import type { Json, Project, UniqueId } from '../project/types';
import { readNodeStates } from '../run/records';
import type { Store } from '../run/store';
import { relationText } from '../warehouse/identifier';
import type { RelationName, Session } from '../warehouse/port';
import type { Look, Measured } from './measurement';

const KEY = 'monitor/quarantine';

/** What was counted, and of which version of the model. */
type Counts = { readonly [model: UniqueId]: { readonly version: string; readonly unresolved: number } };

export interface QuarantineOptions {
  readonly session: Session;
  readonly project: Project;
  readonly relationOf: (model: UniqueId) => RelationName;
  readonly store: Store;
}

export interface QuarantineLook extends Look {
  /** To be called once the growth was told. */
  readonly remember: () => Promise<void>;
}

/** Rows of the `…__quarantine` models of which no accepted row has the key; counted again only where a run changed them. */
export async function lookAtQuarantine(options: QuarantineOptions): Promise<QuarantineLook> {
  const { session, project, relationOf, store } = options;
  const before = ((await store.get(KEY))?.body ?? {}) as unknown as Counts;
  const states = await readNodeStates(store);
  const counts: { [model: UniqueId]: Counts[string] } = {};
  const unresolved: Measured[] = [];
  const added: Measured[] = [];
  for (const { uniqueId, name } of project.models) {
    const state = states.get(uniqueId);
    if (!name.endsWith('__quarantine') || !state) continue;
    const known = before[uniqueId];
    const count =
      known?.version === state.version
        ? known.unresolved
        : await countIn(session, relationText(relationOf(uniqueId)));
    counts[uniqueId] = { version: state.version, unresolved: count };
    unresolved.push({ of: name, value: count });
    // Of a model that is counted for the first time it is not known since when.
    added.push({ of: name, value: known ? Math.max(0, count - known.unresolved) : 0 });
  }
  return {
    measurements: [
      { name: 'QuarantineUnresolved', values: unresolved },
      { name: 'QuarantineAdded', values: added },
    ],
    notes: added
      .filter(({ value }) => value > 0)
      .map(({ of = '', value }) => `${of} has ${value} more unresolved rows.`),
    remember: async () => {
      await store.put(KEY, counts as unknown as Json);
    },
  };
}

async function countIn(session: Session, relation: string): Promise<number> {
  const { rows } = await session.query(`SELECT COUNT(*) FROM ${relation} WHERE NOT RESOLVED`);
  return Number(rows[0]?.[0] ?? 0);
}
