import type { Group } from './groups';
import type { PlanInput } from './input';
import type { Loose } from './materialize';
import { chain, makeStep } from './step';
import type { Step } from './types';

/** Opens the transaction in which rows are merged, once everything outside of it is made. */
export function openTransaction(id: string, build: readonly Step[]): Step {
  const before = build.filter((step) => !step.session).map((step) => step.id);
  return makeStep({
    id,
    purpose: 'prepare',
    sql: 'begin',
    after: before,
    session: true,
    transaction: 'begin',
  });
}

/**
 * All of a group's relations change hands in one transaction where the engine has transactions over DDL; elsewhere
 * one after the other, each swap atomic in itself.
 */
export function publishSteps(
  group: Group,
  made: readonly Step[],
  publish: readonly Loose[],
  { traits }: PlanInput,
  begin: string | undefined,
): readonly Step[] {
  const after = made.map((step) => step.id);
  const session = begin !== undefined || (traits.incrementalPublish === 'transaction' && publish.length > 1);
  const name = group.id.split('.').at(-1) ?? group.id;
  const open: Loose[] =
    session && begin === undefined ? [{ id: `begin ${name}`, sql: 'begin', transaction: 'begin' }] : [];
  const commit: Loose[] = session ? [{ id: `commit ${name}`, sql: 'commit', transaction: 'end' }] : [];
  return chain(
    'publish',
    after,
    [...open, ...publish, ...commit].map((step) => ({ ...step, session })),
  );
}
