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
  const units: { [unit: string]: UnitState } = { ...state.units };
  const commands: Command[] = [];
  let free = state.threads - Object.values(units).reduce((sum, unit) => sum + inFlight(unit), 0);

  // Units under way go first: what is begun is published before more is begun.
  const begun = (unit: Unit) => Object.keys(units[unit.id]?.steps ?? {}).length > 0;
  for (const unit of [...plan.units.filter(begun), ...plan.units.filter((one) => !begun(one))]) {
    for (let next = nextOf(unit, units[unit.id], state.stopped); next && free > 0; free -= 1) {
      const before: UnitState | undefined = units[unit.id];
      if (!before) break;
      commands.push({ ...next, unit: unit.id, attempt: before.attempt });
      units[unit.id] = { ...before, steps: { ...before.steps, [next.step]: 'running' } };
      next = nextOf(unit, units[unit.id], state.stopped);
    }
  }
  const isOver = plan.units.every((unit) => {
    const one = units[unit.id];
    return one !== undefined && isQuiet(unit, one, state.stopped);
  });
  if (!isOver) return { state: { ...state, units }, commands };
  const finished = statusOf(plan, state);
  return { state: { ...state, units, finished }, commands: [{ type: 'finish', status: finished }] };
}

function inFlight(unit: UnitState): number {
  return Object.values(unit.steps).filter((step) => step === 'running').length;
}

type Next = Pick<Extract<Command, { type: 'run' | 'rollback' }>, 'type' | 'step' | 'sql'>;

function nextOf(unit: Unit, state: UnitState | undefined, stopped: string | undefined): Next | undefined {
  if (!state || state.status === 'waiting' || state.status === 'failed' || state.status === 'skipped')
    return undefined;
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
