import type { Problem, SourceLocation } from '../errors';
import type { Model } from '../project/types';
import { clockCalls } from './sql/clocks';

/** What a model may not do, seen in its compiled SQL. */
export function lintModel(model: Model, compiled: string): readonly Problem[] {
  const names = new Set(clockCalls(compiled).map(({ text }) => text.toLowerCase()));
  if (names.size === 0) return [];
  const written = clockCalls(model.rawCode);
  return [...names].map((name) => {
    const place = written.find(({ text }) => text.toLowerCase() === name);
    return {
      code: 'LH212',
      message:
        `Model "${model.name}" calls the clock ${name}: the same data would give another result tomorrow. ` +
        `Take the date from the data, or from a var: '{{ var("as_of") }}'.`,
      // A clock that a macro brings in has no line in the model's own file.
      location: place ? placeOf(model, place.offset) : { file: model.path },
      node: model.uniqueId,
    };
  });
}

function placeOf({ rawCode, path, location }: Model, offset: number): SourceLocation {
  const before = rawCode.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + (before.length === 1 ? (location.column ?? 1) : 1);
  const snippet = rawCode.split('\n')[before.length - 1];
  return { file: path, line: before.length - 1 + (location.line ?? 1), column, snippet };
}
