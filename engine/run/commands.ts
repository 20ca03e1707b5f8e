import type { Plan, Step, Unit } from '../plan/types';
import { ROLLBACK } from './observe-step';
import { auditable, isQuiet } from './settle';
import { stepsOf } from './step-state';
import type { Command, RunState, RunStatus, UnitState } from './types';

/** What to do now, and the state in which that is under way. */
export function commandsOf(
  plan: Plan,
  state: RunState,
): { readonly state: RunState; readonly commands: readonly Command[] } {
  const open = plan.units.flatMap((unit) => {
    const before = state.units[unit.id];
    return before && !isQuiet(unit, before, state.stopped)
      ? [{ unit, before, steps: stepsOf(unit, before) }]
      : [];
  });
  if (open.length === 0) {
    const finished = statusOf(plan, state);
    return { state: { ...state, finished }, commands: [{ type: 'finish', status: finished }] };
  }
  let free = state.threads - open.reduce((sum, { steps }) => sum + steps.inFlight, 0);
  const commands: Command[] = [];
  const sent: { [unit: string]: UnitState } = {};
  // Units under way go first: what is begun is published before more is begun.
  const begun = open.filter(({ steps }) => steps.begun);
  for (const { unit, before } of [...begun, ...open.filter(({ steps }) => !steps.begun)]) {
    if (free <= 0) break;
    let now = before;
    for (let next = nextOf(unit, now, state.stopped); next && free > 0; free -= 1) {
      commands.push({ ...next, unit: unit.id, attempt: now.attempt });
      now = { ...now, steps: { ...now.steps, [next.step]: 'running' } };
      next = nextOf(unit, now, state.stopped);
    }
    if (now !== before) sent[unit.id] = now;
  }
  return { state: commands.length > 0 ? { ...state, units: { ...state.units, ...sent } } : state, commands };
}

type Next = Pick<Extract<Command, { type: 'run' | 'rollback' }>, 'type' | 'step' | 'sql'>;

function nextOf(unit: Unit, state: UnitState, stopped: string | undefined): Next | undefined {
  if (state.status === 'waiting' || state.status === 'failed' || state.status === 'skipped') return undefined;
  if (state.status === 'published' && (stopped !== undefined || isQuiet(unit, state, stopped)))
    return undefined;
  const steps = stepsOf(unit, state);
  const isFree = (step: Step) => !(step.session && steps.sessionBusy);
  if (state.status === 'failing') {
    const audit = unit.steps.filter(isFree).find(auditable(unit, state, stopped));
    if (audit) return runOf(audit, state);
    const open = state.transactionOpen && state.steps[ROLLBACK] === undefined && steps.inFlight === 0;
    return open && unit.rollback !== undefined
      ? { type: 'rollback', step: ROLLBACK, sql: unit.rollback }
      : undefined;
  }
  const byId = new Map(unit.steps.map((step) => [step.id, step]));
  const ready = unit.steps.find(
    (step) =>
      !steps.started(step) &&
      isFree(step) &&
      steps.needed(step) &&
      step.after.every((id) => {
        const before = byId.get(id);
        return before !== undefined && steps.done(before);
      }),
  );
  return ready && runOf(ready, state);
}

function runOf(step: Step, state: UnitState): Next {
  return { type: 'run', step: step.id, sql: state.rewritten[step.id] ?? step.sql };
}

function statusOf(plan: Plan, state: RunState): RunStatus {
  if (plan.units.some((unit) => state.units[unit.id]?.status === 'failed')) return 'error';
  return state.stopped === undefined ? 'success' : 'stopped';
}
