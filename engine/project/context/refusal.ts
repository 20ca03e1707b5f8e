import { fail, LakehouseError, type ErrorCode, type Problem, type SourceLocation } from '../../errors';
import { Refusal, TemplateError, type TemplateErrorKind } from '../../jinja';

/** A function of the project's scope says no, with the code under which it is explained. */
export class ScopeRefusal extends Refusal {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

const codes = {
  syntax: 'LH301',
  unsupported: 'LH302',
  undefined: 'LH303',
  type: 'LH304',
  refused: 'LH305',
} as const satisfies Record<TemplateErrorKind, ErrorCode>;

/** A template's mistake as a problem of the project. `subject` is what was being rendered: `model "orders"`. */
export function templateProblem(error: TemplateError, subject?: string, node?: string): Problem {
  const code = error.cause instanceof ScopeRefusal ? error.cause.code : codes[error.kind];
  const trail = [...(subject ? [`in ${subject}`] : []), ...error.macros.map((macro) => `in macro ${macro}`)];
  const sentence = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  const { file, line, column, snippet } = error;
  return {
    code,
    message: trail.length > 0 ? `${sentence} (${trail.join(', ')})` : sentence,
    location: { file, line, column, snippet },
    node,
  };
}

/** Renders, and turns a template's mistake into a `LakehouseError`. */
export function rendering<T>(subject: string | undefined, node: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (e: unknown) {
    if (e instanceof TemplateError) throw new LakehouseError([templateProblem(e, subject, node)]);
    throw e;
  }
}

/** A refusal outside of a template's call, such as a missing variable of a property file. */
export function failRefused(refusal: ScopeRefusal, location: SourceLocation): never {
  return fail(refusal.code, refusal.message, location);
}
