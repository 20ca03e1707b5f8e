import { needed } from '../../plan/needed';
import type { Plan, PlannedTest, Step, Unit } from '../../plan/types';
import { blockOf } from '../../warehouse/block';
import { tagOf, type Tag } from '../interpret';
import type { Command, RunState, SentObservation } from '../types';

/** Where a statement belongs in the plan. */
export interface Placed {
  readonly unit: Unit;
  /** Its first step, by which it is told from others. */
  readonly step: Step;
  readonly steps: readonly Step[];
  readonly test: PlannedTest | undefined;
}

export function placeOf(plan: Plan, sent: Pick<SentObservation, 'unit' | 'steps'>): Placed {
  const unit = plan.units.find(({ id }) => id === sent.unit);
  const steps = sent.steps.flatMap((id) => unit?.steps.find((step) => step.id === id) ?? []);
  const [step] = steps;
  if (!unit || !step || steps.length !== sent.steps.length) {
    throw new Error(`not in the plan: ${sent.unit} ${sent.steps.join(', ')}`);
  }
  return { unit, step, steps, test: unit.tests.find((test) => test.test === step.test) };
}

/** The text to send, always the same for the same state: none is written into the journal. */
export function statementOf(plan: Plan, state: RunState, sent: SentObservation): { sql: string; tag: Tag } {
  const { unit, step, steps, test } = placeOf(plan, sent);
  const tag = tagOf(plan, step);
  if (sent.verdict && test) return { sql: test.failingRowsSql, tag };
  const rewritten = state.units[unit.id]?.rewritten ?? {};
  return { sql: blockOf(steps.map(({ id, sql }) => rewritten[id] ?? sql)), tag };
}

/**
 * What is to be sent for a command. The statements that publish a unit go as one block: between them nobody needs to
 * be alive.
 */
export function intentOf(
  plan: Plan,
  state: RunState,
  command: Exclude<Command, { type: 'finish' }>,
  { requestId, at }: { readonly requestId: string; readonly at: string },
): SentObservation {
  const { unit, step } = placeOf(plan, { unit: command.unit, steps: [command.step] });
  if (step.session) throw new Error(`step ${step.id} wants a session, which no tick can keep`);
  const { live = {}, rewritten = {}, steps: outcomes = {} } = state.units[unit.id] ?? {};
  const isWaiting = ({ id }: Step): boolean => id === step.id || outcomes[id] === undefined;
  const together =
    step.purpose === 'publish'
      ? unit.steps.filter(
          (one) => one.purpose === 'publish' && isWaiting(one) && needed(one, live, rewritten),
        )
      : [step];
  return {
    type: 'sent',
    unit: unit.id,
    steps: together.map(({ id }) => id),
    attempt: command.attempt,
    requestId,
    at,
  };
}
