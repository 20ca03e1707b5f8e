import { Float } from './float';
import { Marker } from './filters/marker';
import type { Expression, Statement } from './syntax/ast';
import { parseTuple } from './syntax/primary';
import { tokenizeExpression } from './syntax/lexer';
import { Source } from './syntax/source';
import { TokenStream } from './syntax/token-stream';
import { TemplateError } from './error';
import { literalValue } from './run/literal';
import { typeFailure } from './values/failure';
import { isInt, orElse } from './values/inspect';
import { text } from './values/print';
import type { Value } from './values/types';

export interface NativePart {
  readonly value: Value;
  readonly statement: Statement;
}

/** dbt's `quoted_native_concat`: one expression alone keeps its value, a constant or several parts are text. */
export function nativeValue(parts: readonly NativePart[]): Value {
  const [only, ...rest] = parts;
  if (!only) return '';
  if (rest.length > 0) return parts.map(({ value }) => text(value)).join('');
  const { value, statement } = only;
  if (value instanceof Marker) return unmark(value);
  // Jinja2 folds constants into text when it compiles: `{{ 1 }}` is the string '1'.
  return statement.kind === 'print' && isConstant(statement.value) ? text(value) : value;
}

function unmark({ target, written }: Marker): Value {
  if (target === 'text') return written;
  const value = orElse<Value>(parseLiteral(written), () => written);
  if (target === 'bool' && typeof value !== 'boolean') {
    return typeFailure(`Could not convert value '${written}' into type 'bool'`);
  }
  if (target === 'number' && !isInt(value) && !(value instanceof Float)) {
    return typeFailure(`Could not convert value '${written}' into type 'number'`);
  }
  return value;
}

/** Python's `ast.literal_eval`; undefined for what is no literal. */
function parseLiteral(written: string): Value | undefined {
  const source = new Source(written, '');
  try {
    const tokens = tokenizeExpression(source);
    // Jinja also knows `true`, `false` and `none`; Python does not.
    if (tokens.some((token) => token.type === 'name' && !['True', 'False', 'None'].includes(token.text)))
      return undefined;
    const stream = new TokenStream(source, tokens);
    const expression = parseTuple(stream);
    stream.expect('eof');
    return literalValue(expression);
  } catch (error: unknown) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Whether Jinja2 can work an expression out when it compiles: no names, no calls. */
function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
      return true;
    case 'list':
    case 'tuple':
      return expression.items.every(isConstant);
    case 'dict':
      return expression.pairs.every((pair) => pair.every(isConstant));
    case 'unary':
      return isConstant(expression.operand);
    case 'arithmetic':
    case 'logic':
      return isConstant(expression.left) && isConstant(expression.right);
    case 'compare':
      return isConstant(expression.first) && expression.rest.every(({ operand }) => isConstant(operand));
    case 'concat':
      return expression.parts.every(isConstant);
    case 'conditional':
      return (
        [expression.test, expression.then].every(isConstant) &&
        expression.otherwise !== undefined &&
        isConstant(expression.otherwise)
      );
    default:
      return false;
  }
}
