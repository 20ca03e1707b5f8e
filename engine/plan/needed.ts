import type { LiveKind, Step } from './types';
import type { UniqueId } from '../project/types';

/** Whether a step is sent, given what stands under the live names and which statements were written anew. */
export function needed(
  step: Step,
  live: { readonly [model: UniqueId]: LiveKind },
  rewritten: { readonly [step: string]: string } = {},
): boolean {
  if (step.onlyIfRewritten) return rewritten[step.id] !== undefined;
  if (!step.live || step.model === undefined) return true;
  const kind = live[step.model];
  return kind !== undefined && step.live.includes(kind);
}
