import type { Plan, PlannedModel, PlannedTest, Unit } from '../plan/types';
import { hasEnded } from './settle';
import type { ModelResult, RunState, StepObservation, TestResult, UnitState } from './types';

/** What became of each model that is in the plan's scope, unchanged ones included. */
export function modelResults(plan: Plan, state: RunState): readonly ModelResult[] {
  return [
    ...plan.units.flatMap((unit) => unitResults(plan, unit, state).models),
    ...plan.unchanged.map(({ model, reason }): ModelResult => ({
      model,
      name: model.split('.').at(-1) ?? model,
      status: 'unchanged',
      message: reason,
      rows: undefined,
      startedAt: undefined,
      endedAt: undefined,
      ms: 0,
    })),
  ];
}

export function testResults(plan: Plan, state: RunState): readonly TestResult[] {
  return plan.units.flatMap((unit) => unitResults(plan, unit, state).tests);
}

/** Results of a unit; empty until it has ended. */
export function unitResults(plan: Plan, unit: Unit, state: RunState) {
  const unitState = state.units[unit.id];
  if (!unitState || !hasEnded(unitState)) return { models: [], tests: [] };
  return {
    models: unit.models.map((model) => modelResult(plan, unit, model, unitState, state)),
    tests: unit.tests.map((test) => testResult(unit, test, unitState)),
  };
}

function modelResult(
  plan: Plan,
  unit: Unit,
  model: PlannedModel,
  state: UnitState,
  run: RunState,
): ModelResult {
  const steps = observed(unit, state, (step) => step.model === model.model && step.purpose !== 'clean');
  const rows = unit.steps
    .filter((step) => step.model === model.model && step.reads === 'row count')
    .map((step) => outcomeOf(state, step.id)?.rows)
    .at(-1);
  const common = { model: model.model, name: model.name, rows, ...span(steps) };
  switch (state.status) {
    case 'published':
      return { ...common, status: 'success', message: model.reason };
    case 'failed': {
      const culprits = unit.steps.filter((step) => isBad(outcomeOf(state, step.id)));
      const own = culprits.find(
        (step) => step.model === model.model || blocksBy(unit, step.test).includes(model.model),
      );
      const shared = culprits.every((step) => step.model === undefined && step.test === undefined);
      if (own || shared) return { ...common, status: 'error', message: messageOf(state, own?.id) };
      return {
        ...common,
        status: 'skipped',
        message: `not published, since ${state.cause ?? 'its group failed'}`,
      };
    }
    case 'skipped':
    case 'waiting':
    case 'running':
    case 'failing':
      return { ...common, status: 'skipped', message: skippedBecause(plan, state, run) };
  }
}

/** Names the models at fault, not all that were to be published with them. */
function skippedBecause(plan: Plan, { cause }: UnitState, state: RunState): string {
  const failed = plan.units.find((unit) => unit.id === cause);
  if (!failed) return cause ?? 'not reached';
  const atFault = unitResults(plan, failed, state).models.filter(({ status }) => status === 'error');
  const names = atFault.map(({ name }) => name);
  return `skipped, since ${names.length > 0 ? names.join(', ') : failed.id} failed`;
}

function blocksBy(unit: Unit, test: string | undefined): readonly string[] {
  return unit.tests.find((one) => one.test === test)?.blocks ?? [];
}

function messageOf(state: UnitState, step: string | undefined): string {
  const outcome = step === undefined ? undefined : outcomeOf(state, step);
  if (outcome?.status === 'fail') return `${step ?? ''} found ${outcome.failures ?? 0}`;
  return outcome?.message ?? state.cause ?? 'failed';
}

function testResult(unit: Unit, test: PlannedTest, state: UnitState): TestResult {
  const step = unit.steps.find((one) => one.test === test.test);
  const outcome = step && outcomeOf(state, step.id);
  const common = {
    test: test.test,
    name: test.name,
    failures: outcome?.failures,
    ...span(outcome ? [outcome] : []),
  };
  switch (outcome?.status) {
    case undefined:
      return { ...common, status: 'skipped', message: 'not reached' };
    case 'success':
    case 'pass':
      return { ...common, status: 'pass', message: '' };
    case 'warn':
    case 'fail':
      return { ...common, status: outcome.status, message: `found ${outcome.failures ?? 0}` };
    case 'error':
      return { ...common, status: 'error', message: outcome.message ?? 'failed' };
  }
}

function observed(unit: Unit, state: UnitState, wanted: (step: Unit['steps'][number]) => boolean) {
  return unit.steps.filter(wanted).flatMap((step) => outcomeOf(state, step.id) ?? []);
}

function outcomeOf(state: UnitState, step: string): StepObservation | undefined {
  const outcome = state.steps[step];
  return outcome === 'running' ? undefined : outcome;
}

function isBad(outcome: StepObservation | undefined): boolean {
  return outcome?.status === 'error' || outcome?.status === 'fail';
}

function span(steps: readonly StepObservation[]) {
  const starts = steps.map((step) => step.startedAt).sort();
  const ends = steps.map((step) => step.endedAt).sort();
  const ms = steps.reduce((sum, step) => sum + (Date.parse(step.endedAt) - Date.parse(step.startedAt)), 0);
  return { startedAt: starts[0], endedAt: ends.at(-1), ms };
}
