import type { TemplateErrorKind } from '../error';

/**
 * What an operation could not do, before its place is known: the interpreter adds the place of the innermost
 * expression and throws a `TemplateError`.
 */
export class Failure extends Error {
  constructor(
    readonly kind: TemplateErrorKind,
    message: string,
  ) {
    super(message);
  }
}

/** Python's TypeError, ValueError and the like. */
export function typeFailure(message: string): never {
  throw new Failure('type', message);
}

export function undefinedFailure(message: string): never {
  throw new Failure('undefined', message);
}

export function unsupported(message: string): never {
  throw new Failure('unsupported', message);
}
