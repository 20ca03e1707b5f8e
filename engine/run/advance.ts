import type { Plan } from '../plan/types';
import { commandsOf } from './commands';
import { observe } from './observe-step';
import { settle } from './settle';
import type { Command, Observation, RunState, UnitState } from './types';

export function initialState(plan: Plan, threads: number): RunState {
  const units = plan.units.map((unit): [string, UnitState] => [
    unit.id,
    {
      status: 'waiting',
      attempt: 1,
      steps: {},
      transactionOpen: false,
      live: Object.fromEntries(unit.models.map(({ model, liveKind }) => [model, liveKind])),
      rewritten: {},
      cause: undefined,
    },
  ]);
  return { units: Object.fromEntries(units), threads, stopped: undefined, finished: undefined };
}

/**
 * The scheduler: what happened goes in, what to do next comes out. It keeps nothing, so whoever drives it may stop
 * at any point and go on from the stored state, or from a replay of the same observations.
 *
 * - A unit starts when all units it waits for are published; at most `threads` statements run at a time.
 * - A step whose unit failed is not sent, but audits of what is built already are, so that one run tells all.
 * - What waits for a failed unit is skipped, and names it.
 */
export function advance(
  plan: Plan,
  state: RunState,
  observations: readonly Observation[],
): { readonly state: RunState; readonly commands: readonly Command[] } {
  if (state.finished) return { state, commands: [] };
  const observed = observations.reduce((before, observation) => observe(plan, before, observation), state);
  return commandsOf(plan, settle(plan, observed));
}
