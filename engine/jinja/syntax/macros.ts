import type { MacroDefinition, Parameter, Statement } from './ast';
import { parseExpression } from './expressions';
import { findSpecialNames } from './free-names';
import type { Parser } from './parser';
import type { TokenStream } from './token-stream';

type MacroStatement = Statement & { readonly kind: 'macro' };

/** `macro`, `test`: a name, parameters, a body up to `end<tag>`. */
export function parseDefinitionTag(
  tag: string,
  prefix: string,
): (parser: Parser, at: number) => MacroStatement {
  return (parser, at) => {
    const { stream } = parser;
    const name = stream.expect('name').text;
    const parameters = parseParameters(stream);
    const { body } = parser.parseBlock(`end${tag}`);
    return { kind: 'macro', tag, macro: macroOf(stream, prefix + name, parameters, body, at), at };
  };
}

/** `materialization name, adapter='snowflake', supported_languages=['sql']`: parsed, and never run here. */
export function parseMaterializationTag(parser: Parser, at: number): MacroStatement {
  const { stream } = parser;
  const name = stream.expect('name').text;
  let adapter = 'default';
  while (stream.skip('operator', ',')) {
    const option = stream.expect('name');
    if (option.text === 'default') continue;
    if (option.text !== 'adapter' && option.text !== 'supported_languages') {
      stream.fail(`materialization '${name}' received unknown argument '${option.text}'.`, option.at);
    }
    stream.expect('operator', '=');
    const value = parseExpression(stream);
    if (option.text === 'adapter' && value.kind === 'constant') adapter = String(value.value);
  }
  const { body } = parser.parseBlock('endmaterialization');
  const macro = macroOf(stream, `materialization_${name}_${adapter}`, [], body, at);
  return { kind: 'macro', tag: 'materialization', macro, at };
}

/** `(a, b=1)`. dbt also allows types (`a: string`), which say nothing at run time. */
export function parseParameters(stream: TokenStream): readonly Parameter[] {
  const parameters: Parameter[] = [];
  stream.expect('operator', '(');
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expect('operator', ',');
    const { text: name, at } = stream.expect('name');
    if (stream.skip('operator', ':')) skipType(stream);
    const fallback = stream.skip('operator', '=') ? parseExpression(stream) : undefined;
    if (!fallback && parameters.at(-1)?.fallback)
      stream.fail('non-default argument follows default argument');
    parameters.push({ name, fallback, at });
  }
  stream.expect('operator', ')');
  return parameters;
}

function skipType(stream: TokenStream): void {
  stream.expect('name');
  if (!stream.skip('operator', '[')) return;
  for (let first = true; !stream.isOperator(']'); first = false) {
    if (!first) stream.expect('operator', ',');
    skipType(stream);
  }
  stream.next();
}

export function macroOf(
  stream: TokenStream,
  name: string,
  parameters: readonly Parameter[],
  body: readonly Statement[],
  at: number,
): MacroDefinition {
  const special = findSpecialNames(body);
  const declared = (wanted: string): Parameter | undefined =>
    parameters.find((parameter) => parameter.name === wanted);
  const caller = declared('caller');
  if (special.has('caller') && caller && !caller.fallback) {
    stream.fail(
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
      caller.at,
    );
  }
  return {
    name,
    parameters,
    body,
    at,
    uses: {
      caller: special.has('caller'),
      varargs: special.has('varargs') && !declared('varargs'),
      kwargs: special.has('kwargs') && !declared('kwargs'),
    },
  };
}
