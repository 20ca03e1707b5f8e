import { needed } from '../plan/needed';
import type { Step, Unit } from '../plan/types';
import type { UnitState } from './types';

/** Questions about the steps of one unit in its present state. */
export interface StepsOf {
  /** Succeeded (clean-up: whatever came of it), or not needed and everything before it done. */
  readonly done: (step: Step) => boolean;
  readonly needed: (step: Step) => boolean;
  readonly started: (step: Step) => boolean;
  /** Whether any has. */
  readonly begun: boolean;
  readonly inFlight: number;
  /** Every clean-up has been, whatever came of it. */
  readonly cleaned: boolean;
  readonly sessionBusy: boolean;
  /** A statement failed on the session, after which the engine refuses every other until the rollback. */
  readonly sessionBroken: boolean;
}

const BAD = new Set(['error', 'fail']);

/** By the state, which belongs to one unit and never changes: of a thousand units one or two change at a time. */
const remembered = new WeakMap<UnitState, StepsOf>();

export function stepsOf(unit: Unit, state: UnitState): StepsOf {
  const known = remembered.get(state);
  if (known) return known;
  const found = findOut(unit, state);
  remembered.set(state, found);
  return found;
}

function findOut(unit: Unit, state: UnitState): StepsOf {
  const byId = new Map(unit.steps.map((step) => [step.id, step]));
  const isNeeded = (step: Step) => needed(step, state.live, state.rewritten);
  const known = new Map<string, boolean>();
  const done = (step: Step): boolean => {
    const answer = known.get(step.id);
    if (answer !== undefined) return answer;
    const outcome = state.steps[step.id];
    const finished = isNeeded(step)
      ? typeof outcome === 'object' && (step.purpose === 'clean' || !BAD.has(outcome.status))
      : step.after.every((id) => isDone(id));
    known.set(step.id, finished);
    return finished;
  };
  const isDone = (id: string) => {
    const step = byId.get(id);
    if (!step) throw new Error(`step ${id} is not in unit ${unit.id}`);
    return done(step);
  };
  const running = Object.keys(state.steps).filter((id) => state.steps[id] === 'running');
  return {
    done,
    needed: isNeeded,
    started: (step) => state.steps[step.id] !== undefined,
    begun: Object.keys(state.steps).length > 0,
    inFlight: running.length,
    cleaned: unit.steps.every(
      ({ id, purpose }) => purpose !== 'clean' || typeof state.steps[id] === 'object',
    ),
    sessionBusy: running.some((id) => byId.get(id)?.session ?? true),
    sessionBroken: unit.steps.some((step) => {
      const outcome = state.steps[step.id];
      return step.session && typeof outcome === 'object' && outcome.status === 'error';
    }),
  };
}
