import type { Observation } from './types';

/** Observations as they come, taken in the order of their coming. */
export function makeInbox() {
  let items: Observation[] = [];
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  return {
    put: (observation: Observation) => {
      items.push(observation);
      notify();
    },
    fail: (error: unknown) => {
      failure = { error };
      notify();
    },
    take: async (): Promise<readonly Observation[]> => {
      while (items.length === 0 && !failure) await new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure.error;
      const taken = items;
      items = [];
      return taken;
    },
  };
}
