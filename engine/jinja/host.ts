import type { TemplatePosition } from './error';

/**
 * Values from outside. A scope may hold: null, booleans, numbers (an integral one is a Python int; `new Float(2)`
 * prints `2.0`), bigints, strings, arrays (lists), plain objects and Maps (dicts), Sets, `callable(…)`s and
 * `TemplateObject`s. Plain data is copied when a template first reads it: templates never change the caller's.
 * Anything else (functions, instances of other classes) is a defect of the caller and throws a TypeError.
 *
 * Arguments arrive the other way round as plain data: None null, an undefined value `undefined`, ints and floats
 * numbers (ints beyond 2^53 bigints), lists and tuples arrays, dicts objects without prototype, sets Sets.
 */
export type Scope = { readonly [name: string]: unknown };

/** Where and from within what a template calls. */
export interface CallSite extends TemplatePosition {
  /** A project's macro, bound to this rendering: return it to hand it to the template (`adapter.dispatch`). */
  macro(name: string, packageName?: string): BoundMacro | undefined;
}

/** A macro of the library, ready to be called by templates. */
export interface BoundMacro {
  readonly name: string;
  readonly packageName: string;
}

export type KeywordArguments = { readonly [name: string]: unknown };
export type HostFunction = (args: readonly unknown[], kwargs: KeywordArguments, site: CallSite) => unknown;

/** A function that templates can call. */
export class Callable {
  constructor(
    readonly name: string,
    readonly invoke: HostFunction,
  ) {}
}

/** A function that templates can call, with positional and keyword arguments. */
export const callable = (name: string, invoke: HostFunction): Callable => new Callable(name, invoke);

/** An object with attributes, such as a relation. Templates see what it answers here, never its JavaScript side. */
export abstract class TemplateObject {
  /** Named in messages: `'relation' has no attribute 'x'`. */
  abstract readonly typeName: string;

  /** A plain value (see `Scope`), or `undefined` where there is no such attribute. Subscripts (`x['a']`) ask here too. */
  abstract attribute(name: string): unknown;

  /** What `{{ x }}` prints. */
  abstract toString(): string;

  /** Names for "did you mean". */
  attributeNames(): readonly string[] {
    return [];
  }

  /** Set where the object can be called, like dbt's `config`. */
  readonly invoke?: HostFunction;
}
