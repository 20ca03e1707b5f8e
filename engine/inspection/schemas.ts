import type { Compiler } from '../compile';
import { landedSources } from '../landing/setup';
import type { NodeState } from '../plan/types';
import type { Project, UniqueId } from '../project/types';
import type { LedgerSums } from './ledger';

/** One a schema of bronze, silver and gold that has anything. */
export interface SchemaAge {
  readonly schema: string;
  readonly relations: number;
  readonly newest: string | undefined;
}

/** A project and where its relations are. */
export interface Placed {
  readonly project: Project;
  readonly compiler: Pick<Compiler, 'relation'>;
}

/** Bronze is as new as its last load, a schema of models as new as the model published last. */
export function schemasOf(
  { project, compiler }: Placed,
  sums: ReadonlyMap<string, LedgerSums>,
  states: ReadonlyMap<UniqueId, NodeState>,
): readonly SchemaAge[] {
  const newest = new Map<string, { relations: number; newest: string | undefined }>();
  const see = (schema: string, at: string | undefined): void => {
    const seen = newest.get(schema) ?? { relations: 0, newest: undefined };
    const later = seen.newest === undefined || (at !== undefined && at > seen.newest) ? at : seen.newest;
    newest.set(schema, { relations: seen.relations + 1, newest: later });
  };
  for (const { uniqueId, landing } of landedSources(project.sources)) {
    const sum = sums.get(`${landing.domain}.${landing.dataset}`);
    if (sum) see(compiler.relation(uniqueId).schema, sum.loadedAt);
  }
  for (const { uniqueId } of project.models) {
    const state = states.get(uniqueId);
    if (state) see(compiler.relation(uniqueId).schema, state.publishedAt);
  }
  return [...newest].map(([schema, seen]) => ({ schema, ...seen }));
}
