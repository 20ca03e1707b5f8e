/**
 * What a template did wrong:
 * `syntax` it cannot be read; `unsupported` Jinja or Python that this engine refuses by name;
 * `undefined` a name, attribute, filter or test that is not there; `type` an operation Python would refuse;
 * `refused` a function of the scope said no (see `Refusal`).
 */
export type TemplateErrorKind = 'syntax' | 'unsupported' | 'undefined' | 'type' | 'refused';

export interface TemplatePosition {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A mistake in a template, with its place. `message` is the sentence alone, without the place. */
export class TemplateError extends Error {
  readonly kind: TemplateErrorKind;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line of the template as written. */
  readonly snippet: string;
  /** Macros being executed, outermost first, as `name (file:line of the call)`. */
  readonly macros: readonly string[];

  constructor(
    kind: TemplateErrorKind,
    message: string,
    position: TemplatePosition & { readonly snippet: string },
    options: { readonly cause?: unknown; readonly macros?: readonly string[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TemplateError';
    this.kind = kind;
    this.file = position.file;
    this.line = position.line;
    this.column = position.column;
    this.snippet = position.snippet;
    this.macros = options.macros ?? [];
  }
}

/**
 * Thrown by a function of the scope to refuse a call: becomes a `TemplateError` of kind `refused` at the place
 * of the call, with the refusal as its `cause`. Subclass it to carry more, such as an error code. Any other
 * error that a function throws passes through untouched.
 */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
