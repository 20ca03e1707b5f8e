import type { Scope } from './host';

export { Refusal, TemplateError, type TemplateErrorKind, type TemplatePosition } from './error';
export { Float } from './float';
export {
  Callable,
  callable,
  TemplateObject,
  type CallSite,
  type HostFunction,
  type KeywordArguments,
  type Scope,
} from './host';

/** A parsed template: keep it, and render it as often as needed. */
export interface Template {
  readonly file: string;
  readonly source: string;
}

export interface ParseOptions {
  /** Where the text begins in its file, when it is a part of one. From 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Parses a template. Throws a `TemplateError` of kind `syntax` or `unsupported`. */
export function parseTemplate(source: string, file: string, options: ParseOptions = {}): Template {
  throw new Error(`not there yet: ${source} ${file} ${options.line}`);
}

/** dbt's block tags. `docs` bodies are plain text; the others' are Jinja. */
export type BlockKind = 'macro' | 'test' | 'data_test' | 'materialization' | 'snapshot' | 'docs';

export interface Block {
  readonly kind: BlockKind;
  readonly name: string;
  /** `{% macro x(a, b=1) %}`: a, b. Empty for snapshots and docs. */
  readonly parameters: readonly { readonly name: string; readonly hasDefault: boolean }[];
  /** The whole block, tags included: dbt's `macro_sql`. */
  readonly text: string;
  /** What is between the tags. */
  readonly contents: string;
  readonly file: string;
  /** Of the opening tag, from 1. */
  readonly line: number;
  readonly column: number;
  /** Of `contents`, for `parseTemplate(block.contents, file, …)` (snapshots are rendered so). */
  readonly contentsLine: number;
  readonly contentsColumn: number;
}

/**
 * The top-level blocks of a file of macros, generic tests, snapshots or docs, in order, as dbt extracts them;
 * text between them is dropped. Bodies of macros and tests are parsed, so their mistakes throw here.
 */
export function parseBlocks(source: string, file: string, kinds: readonly BlockKind[]): readonly Block[] {
  throw new Error(`not there yet: ${source} ${file} ${kinds.join()}`);
}

/** A project's macros, ready to be bound to renderings. Build it once. */
export interface MacroLibrary {
  readonly packages: readonly string[];
}

/**
 * Macros by package. An unqualified name means the first package that has it; `package.name` is always possible.
 * Tests are there as `test_<name>`, as in dbt. Macros go before the scope's names, as in dbt.
 */
export function macroLibrary(
  packages: readonly { readonly name: string; readonly blocks: readonly Block[] }[],
): MacroLibrary {
  return { packages: packages.map(({ name }) => name) };
}

export interface RenderOptions {
  readonly macros?: MacroLibrary;
  /** Results that stand in for macros' own, by name or `package.name` (dbt's unit test overrides). */
  readonly macroResults?: { readonly [name: string]: unknown };
  /**
   * dbt's parse phase: what is undefined swallows attributes, subscripts and calls and prints nothing.
   * Otherwise Jinja2's rules: it prints nothing, and any use of it is an error.
   */
  readonly parsing?: boolean;
  /** Told of each call of a library macro. `depth` 0 = called by the template itself, not by another macro. */
  readonly onMacroCall?: (call: {
    readonly package: string;
    readonly name: string;
    readonly depth: number;
  }) => void;
}

/** The text of a template, as Jinja2 3.1 set up like dbt's prints it. */
export function render(template: Template, scope: Scope, options: RenderOptions = {}): string {
  throw new Error(`not there yet: ${template.file} ${Object.keys(scope).length} ${options.parsing}`);
}

/**
 * A text of a YAML file as dbt renders it: one expression alone (`"{{ var('x') }}"`) keeps its value, with
 * `as_bool`, `as_number`, `as_native`, `as_text` applied; anything else is text.
 */
export function renderNative(template: Template, scope: Scope, options: RenderOptions = {}): unknown {
  throw new Error(`not there yet: ${template.file} ${Object.keys(scope).length} ${options.parsing}`);
}

/** The value of an expression without braces, such as a generic test's `ref('orders')`, as plain data. */
export function evaluate(
  expression: string,
  file: string,
  scope: Scope,
  options: RenderOptions = {},
): unknown {
  throw new Error(`not there yet: ${expression} ${file} ${Object.keys(scope).length} ${options.parsing}`);
}

/** A library macro called from outside, such as `generate_schema_name`: its `return`ed value, or its text. */
export function callMacro(
  library: MacroLibrary,
  name: string,
  args: readonly unknown[],
  kwargs: { readonly [name: string]: unknown },
  scope: Scope,
  options: Omit<RenderOptions, 'macros'> = {},
): unknown {
  throw new Error(
    `not there yet: ${library.packages.join()} ${name} ${args.length} ${kwargs} ${scope} ${options}`,
  );
}
