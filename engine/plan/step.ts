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

/** The opening of a transaction stands among steps that it comes before; printing wants it in its place. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  const done = new Set<string>();
  const result: Step[] = [];
  while (result.length < steps.length) {
    const next = steps.find((step) => !done.has(step.id) && step.after.every((id) => done.has(id)));
    if (!next) throw new Error('steps wait for each other');
    done.add(next.id);
    result.push(next);
  }
  return result;
}
