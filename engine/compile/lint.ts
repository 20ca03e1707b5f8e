import type { Problem } from '../errors';
import type { Model } from '../project/types';
import { clockCalls } from './sql/clocks';

/** What a model may not do, seen in its compiled SQL. */
export function lintModel(model: Model, compiled: string): readonly Problem[] {
  const names = new Set(clockCalls(compiled).map(({ text }) => text.toLowerCase()));
  return [...names].map((name) => {
    const lines = model.rawCode.split('\n');
    const at = lines.findIndex((line) => line.toLowerCase().includes(name));
    return {
      code: 'LH212',
      message:
        `Model "${model.name}" calls the clock ${name}: the same data would give another result tomorrow. ` +
        `Take the date from the data, or from a var: '{{ var("as_of") }}'.`,
      location: {
        file: model.path,
        // A clock that a macro brings in has no line in the model's own file.
        ...(at < 0 ? {} : { line: at + (model.location.line ?? 1), snippet: lines[at] }),
      },
      node: model.uniqueId,
    };
  });
}
