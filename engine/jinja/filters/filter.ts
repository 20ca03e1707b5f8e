import { bindArguments, type Kwargs } from '../values/arguments';
import type { Value } from '../values/types';

/** What filters and tests may ask of their surroundings. */
export interface FilterContext {
  /** Rendering a YAML value: the `as_…` filters mark what they are given. */
  readonly native: boolean;
  filter(name: string, value: Value, args: readonly Value[], kwargs: Kwargs): Value;
  test(name: string, value: Value, args: readonly Value[], kwargs: Kwargs): boolean;
}

export type Filter = (value: Value, args: readonly Value[], kwargs: Kwargs, context: FilterContext) => Value;

export type FilterTable = ReadonlyMap<string, Filter>;

/** A filter with named parameters, of which the first `required` must be given. */
export const filter =
  (
    parameters: readonly string[],
    required: number,
    body: (value: Value, ...args: readonly (Value | undefined)[]) => Value,
  ): Filter =>
  (value, args, kwargs) =>
    body(value, ...bindArguments('filter', parameters, required, args, kwargs));
