import type { Purpose, Step } from './types';

type Given = Pick<Step, 'id' | 'purpose' | 'sql'> & Partial<Step>;

/** A step with what most steps have. */
export function makeStep(given: Given): Step {
  return {
    model: undefined,
    test: undefined,
    after: [],
    session: false,
    transaction: undefined,
    live: undefined,
    onlyIfRewritten: false,
    reads: 'nothing',
    columns: undefined,
    ...given,
  };
}

/** Steps of one purpose, each after the one before; the first after `after`. */
export function chain(
  purpose: Purpose,
  after: readonly string[],
  given: readonly (Omit<Given, 'purpose'> & { readonly purpose?: Purpose })[],
): readonly Step[] {
  let before = after;
  return given.map((one) => {
    const step = makeStep({ purpose, ...one, after: [...before, ...(one.after ?? [])] });
    before = [step.id];
    return step;
  });
}

export function lastOf(steps: readonly Step[], otherwise: readonly string[]): readonly string[] {
  const last = steps.at(-1);
  return last ? [last.id] : otherwise;
}
