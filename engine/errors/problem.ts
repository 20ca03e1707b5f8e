import { catalogue, type ErrorCode } from './catalogue';

/** Where in the user's files something is wrong. Lines and columns start at 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The line of text that is wrong, as the user wrote it. */
  readonly snippet?: string | undefined;
}

/** One mistake of a user: what is wrong, where, and what to do next. */
export interface Problem {
  readonly code: ErrorCode;
  /** Names the thing, what was found, and what to do next, in one or two sentences. */
  readonly message: string;
  readonly location?: SourceLocation | undefined;
  /** The model, test or source concerned, by its unique id. */
  readonly node?: string | undefined;
}

/** `sql/models/x.sql:3:14`, as editors and terminals make it clickable. */
export function formatLocation(location: SourceLocation): string {
  return [location.file, location.line, location.column].filter((part) => part !== undefined).join(':');
}

/** A problem as printed for a person: code, place, message, and the line with a caret under the column. */
export function formatProblem(problem: Problem): string {
  const { location } = problem;
  const head = `${problem.code} ${location ? `${formatLocation(location)} ` : ''}${problem.message}`;
  if (!location?.snippet) return head;
  const gutter = `  ${location.line ?? ''} | `;
  const caret = location.column ? `\n${' '.repeat(gutter.length + location.column - 1)}^` : '';
  return `${head}\n${gutter}${location.snippet}${caret}`;
}

/**
 * Mistakes that a person can mend: all that were found, reported at once.
 * Our own defects are plain `Error`s and are never caught to be hidden.
 */
export class LakehouseError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'LakehouseError';
    this.problems = problems;
  }

  get code(): ErrorCode {
    const first = this.problems[0];
    if (!first) throw new Error('a LakehouseError needs at least one problem');
    return first.code;
  }

  /** 2 when every problem is one of usage, else 1. */
  get exitStatus(): 1 | 2 {
    return this.problems.every((problem) => catalogue[problem.code].exit === 2) ? 2 : 1;
  }
}

/** Stops at one problem. Use `LakehouseError` itself where several were collected. */
export function fail(code: ErrorCode, message: string, location?: SourceLocation, node?: string): never {
  throw new LakehouseError([{ code, message, location, node }]);
}
