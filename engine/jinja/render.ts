import type { Scope } from './host';
import type { MacroLibrary } from './library';
import { nativeValue, type NativePart } from './native';
import { callValue } from './run/call';
import { evaluate as evaluateExpression } from './run/evaluate';
import { execute } from './run/execute';
import { bindMacros } from './run/library-macros';
import { Frame, Rendering } from './run/rendering';
import { parseTuple } from './syntax/primary';
import { tokenizeExpression } from './syntax/lexer';
import { Source } from './syntax/source';
import { TokenStream } from './syntax/token-stream';
import { type Template } from './template';
import { fromHost, toHost } from './values/convert';
import { undefinedFailure } from './values/failure';
import { text } from './values/print';
import { nearest } from './values/near-name';

export interface RenderOptions {
  readonly macros?: MacroLibrary;
  /** Results that stand in for macros' own, by name or `package.name` (dbt's unit test overrides). */
  readonly macroResults?: { readonly [name: string]: unknown };
  /**
   * dbt's parse phase: what is undefined in the template itself swallows attributes, subscripts and calls and
   * prints nothing. Otherwise, and always inside macros, Jinja2's rules: it prints nothing, any use is an error.
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
  const parts: string[] = [];
  const frame = topFrame(template.source, scope, options, false);
  execute(template.body, frame, (value) => parts.push(text(value)));
  return parts.join('');
}

/**
 * A text of a YAML file as dbt renders it: one expression alone (`"{{ var('x') }}"`) keeps its value, with
 * `as_bool`, `as_number`, `as_native` and `as_text` applied; anything else is text.
 */
export function renderNative(template: Template, scope: Scope, options: RenderOptions = {}): unknown {
  const parts: NativePart[] = [];
  const frame = topFrame(template.source, scope, options, true);
  execute(template.body, frame, (value, statement) => parts.push({ value, statement }));
  try {
    return toHost(nativeValue(parts));
  } catch (error: unknown) {
    throw frame.locate(error, parts[0]?.statement.at ?? 0);
  }
}

/** The value of an expression without braces, such as a generic test's `ref('orders')`, as plain data. */
export function evaluate(
  expression: string,
  file: string,
  scope: Scope,
  options: RenderOptions = {},
): unknown {
  const source = new Source(expression, file);
  const stream = new TokenStream(source, tokenizeExpression(source));
  const parsed = parseTuple(stream);
  stream.expect('eof');
  return toHost(evaluateExpression(parsed, topFrame(source, scope, options, false)));
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
  const frame = topFrame(new Source('', name), scope, { ...options, macros: library }, false);
  const keywords = new Map(Object.entries(kwargs).map(([key, value]) => [key, fromHost(value)]));
  try {
    const macro = frame.rendering.macros?.resolve(name);
    if (!macro)
      return undefinedFailure(`there is no macro '${name}'${nearest(name, library.index.byName.keys())}`);
    return toHost(callValue(macro, args.map(fromHost), keywords, frame, 0));
  } catch (error: unknown) {
    throw frame.locate(error, 0);
  }
}

function topFrame(source: Source, scope: Scope, options: RenderOptions, native: boolean): Frame {
  const rendering = new Rendering(scope, native);
  if (options.macros) {
    rendering.macros = bindMacros(options.macros.index, rendering, {
      results: options.macroResults ?? {},
      onCall: options.onMacroCall,
    });
  }
  return new Frame(rendering, source, undefined, options.parsing ?? false);
}
