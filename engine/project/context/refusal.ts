import { LakehouseError, type ErrorCode, type Problem, type SourceLocation } from '../../errors';
import { Refusal, TemplateError, type TemplateErrorKind } from '../../jinja';

/** What the package `dbt` is called where a file is named. */
export const dbtFile = 'dbt';

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
  return {
    code,
    message: trail.length > 0 ? `${sentence} (${trail.join(', ')})` : sentence,
    location: placeOf(error),
    node,
  };
}

/** In the user's own files: of a macro of dbt's the call that led there. */
function placeOf({ file, line, column, snippet, macros }: TemplateError): SourceLocation {
  if (file !== dbtFile) return { file, line, column, snippet };
  const [, caller, at] = /\((.+):(\d+)\)$/.exec(macros[0] ?? '') ?? [];
  return caller === undefined ? { file, line, column } : { file: caller, line: Number(at) };
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
