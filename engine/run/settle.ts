import type { Plan, Unit } from '../plan/types';
import { ROLLBACK } from './observe-step';
import { stepsOf } from './step-state';
import type { RunState, UnitState } from './types';

const ENDED = new Set(['published', 'failed', 'skipped']);

export function hasEnded(state: UnitState): boolean {
  return ENDED.has(state.status);
}

/** Nothing of it is under way or still to be sent, its clean-up included. */
export function isQuiet(unit: Unit, state: UnitState, stopped: string | undefined): boolean {
  if (!hasEnded(state)) return false;
  const { inFlight, cleaned } = stepsOf(unit, state);
  return inFlight === 0 && (state.status !== 'published' || stopped !== undefined || cleaned);
}

/** Draws the conclusions of what is known: which units are through, failed, or can no longer run. */
export function settle(plan: Plan, state: RunState): RunState {
  // Copied when the first of them changes: of most observations nothing follows.
  let changed: { [unit: string]: UnitState } | undefined;
  for (const unit of plan.units) {
    const before = state.units[unit.id];
    if (!before) throw new Error(`unit ${unit.id} is not in the state`);
    if (hasEnded(before)) continue;
    const after = settleUnit(unit, before, changed ?? state.units, state.stopped);
    if (after !== before) (changed ??= { ...state.units })[unit.id] = after;
  }
  return changed ? { ...state, units: changed } : state;
}

function settleUnit(
  unit: Unit,
  state: UnitState,
  units: RunState['units'],
  stopped: string | undefined,
): UnitState {
  switch (state.status) {
    case 'waiting': {
      const blocker = unit.after.find((id) => ['failed', 'skipped'].includes(units[id]?.status ?? ''));
      if (blocker !== undefined) return { ...state, status: 'skipped', cause: rootCause(blocker, units) };
      if (stopped !== undefined) return { ...state, status: 'skipped', cause: stopped };
      const free = unit.after.every((id) => units[id]?.status === 'published');
      return free ? settleUnit(unit, { ...state, status: 'running' }, units, stopped) : state;
    }
    case 'running': {
      const steps = stepsOf(unit, state);
      if (unit.steps.every((step) => step.purpose === 'clean' || steps.done(step)))
        return { ...state, status: 'published' };
      // What has begun to change hands is brought to its end: a group is published whole or not at all.
      if (stopped === undefined || isPublishing(unit, state)) return state;
      return settleUnit(unit, { ...state, status: 'failing', cause: stopped }, units, stopped);
    }
    case 'failing': {
      const steps = stepsOf(unit, state);
      const open =
        state.transactionOpen && unit.rollback !== undefined && state.steps[ROLLBACK] === undefined;
      const audits = unit.steps.some(auditable(unit, state, stopped));
      if (steps.inFlight > 0 || open || audits) return state;
      const untouched = state.cause === stopped && stopped !== undefined;
      return { ...state, status: untouched ? 'skipped' : 'failed' };
    }
    case 'published':
    case 'failed':
    case 'skipped':
      return state;
  }
}

/** In a failing unit, the audits that can still tell something. */
export function auditable(unit: Unit, state: UnitState, stopped: string | undefined) {
  const steps = stepsOf(unit, state);
  const byId = new Map(unit.steps.map((step) => [step.id, step]));
  return (step: Unit['steps'][number]): boolean =>
    stopped === undefined &&
    step.purpose === 'audit' &&
    !steps.started(step) &&
    !(step.session && steps.sessionBroken) &&
    step.after.every((id) => {
      const before = byId.get(id);
      return before !== undefined && steps.done(before);
    });
}

function isPublishing(unit: Unit, state: UnitState): boolean {
  return unit.steps.some(
    (step) =>
      step.purpose === 'publish' && step.transaction !== 'begin' && state.steps[step.id] !== undefined,
  );
}

/** The unit that failed first, however far up. */
function rootCause(blocker: string, units: RunState['units']): string {
  const state = units[blocker];
  return state?.status === 'skipped' && state.cause !== undefined ? state.cause : blocker;
}
