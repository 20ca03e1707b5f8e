import { relationKey } from '../plan/relations';
import type { LiveKind, Plan, PlannedModel, Unit } from '../plan/types';
import type { UniqueId } from '../project/types';
import type { CatalogEntry } from '../warehouse/port';
import { initialState } from './advance';
import { observe } from './observe-step';
import { hasEnded, settle } from './settle';
import type { Observation, RunState } from './types';

/** The state in which a journal ends. That somebody had asked for a stop is forgotten: now a resume was asked for. */
export function replay(plan: Plan, threads: number, journal: readonly Observation[]): RunState {
  return journal
    .filter(({ type }) => type !== 'stop')
    .reduce(
      (state, observation) => settle(plan, observe(plan, state, observation)),
      settle(plan, initialState(plan, threads)),
    );
}

/**
 * What to tell the scheduler after a crash. What was in flight may have been carried out or not, the journal may lag
 * behind what was done, and an open transaction died with its session. Every unit that had not ended therefore
 * starts over: candidates are replaced, merges are idempotent, and what stands under the live names is read from the
 * catalog.
 */
export function afterCrash(
  plan: Plan,
  state: RunState,
  catalog: readonly CatalogEntry[],
): readonly Observation[] {
  return plan.units.flatMap((unit): readonly Observation[] => {
    const before = state.units[unit.id];
    return !before || hasEnded(before) ? [] : [startOver(unit, catalog)];
  });
}

/** What is found of a unit of which nobody knows how far it came. */
export function startOver(unit: Unit, catalog: readonly CatalogEntry[]): Observation {
  const kinds = new Map(catalog.map((entry) => [relationKey(entry), entry.kind]));
  const live: { [model: UniqueId]: LiveKind } = {};
  for (const model of unit.models) live[model.model] = liveKindNow(model, kinds);
  return { type: 'lost', unit: unit.id, live };
}

function liveKindNow(model: PlannedModel, kinds: ReadonlyMap<string, string>): LiveKind {
  const kind = kinds.get(relationKey(model.live));
  if (kind === undefined) return 'absent';
  if (kind === 'view') return 'view';
  // The table is this run's own where none was planned to be there, or where its predecessor is kept already.
  return !model.displaced || kinds.has(relationKey(model.displaced)) ? 'published' : 'table';
}
