import { caseExpression } from './expressions/conditional';
import { castExpression } from './expressions/cast';
import { callExpression } from './functions/call';
import { elementExpression, arrayLiteral, objectLiteral } from './expressions/semistructured';
import { betweenExpression, inExpression, isExpression, distinctExpression } from './expressions/predicate';
import { positionExpression } from './expressions/position';
import { quantifiedExpression } from './expressions/quantified';
import { likeExpression } from './expressions/like';
import { binaryExpression, unaryExpression } from './expressions/operator';
import { nextValue, sequencePath } from './expressions/sequence';
import type { Environment } from './emit/environment';
import { path } from './emit/identifier';
import { withDecimal } from './emit/decimal';
import { atom, literal, simple, type Sql } from './emit/sql';
import { invalid, refuse, reject } from './refusal';
import { typed, type Typed } from './scope/columns';
import { columnOf, namesColumn, twins } from './scope/scope';
import type { Expression, Path } from './syntax/ast';

/** Rewrites one expression. Every kind the parser knows is named here; a new one does not compile without a rewrite. */
export function expression(node: Expression, env: Environment): Sql {
  const { at } = node;
  switch (node.kind) {
    case 'number':
      return number(node.text, at);
    case 'string':
      return simple(literal(node.value), 'text', at);
    case 'boolean':
      return simple(node.value ? 'TRUE' : 'FALSE', 'boolean', at);
    case 'null':
      return simple('NULL', 'null', at);
    case 'bind':
      return simple(`$${node.index}`, 'unknown', at);
    case 'column':
      return column(node.path, at, env);
    case 'element':
      return elementExpression(node, env);
    case 'cast':
      return castExpression(node, env);
    case 'unary':
      return unaryExpression(node, env);
    case 'binary':
      return binaryExpression(node, env);
    case 'is':
      return isExpression(node, env);
    case 'distinct':
      return distinctExpression(node, env);
    case 'in':
      return inExpression(node, env);
    case 'quantified':
      return quantifiedExpression(node, env);
    case 'place':
      return positionExpression(node, env);
    case 'between':
      return betweenExpression(node, env);
    case 'like':
      return likeExpression(node, env);
    case 'case':
      return caseExpression(node, env);
    case 'call':
      return callExpression(node, env);
    case 'subquery':
      return subquery(node, env);
    case 'exists':
      return atom(`EXISTS (${env.query(node.query, env).text})`, 'boolean', at);
    case 'array':
      return arrayLiteral(node, env);
    case 'object':
      return objectLiteral(node, env);
    case 'star':
      return refuse('* here', at, 'List the columns.');
    case 'tuple':
      return refuse('A row of values here', at, 'Compare the columns one by one with AND.');
    case 'interval':
      return refuse('An INTERVAL here', at, 'Add it to a date, a time or a timestamp, or use DATEADD.');
    case 'default':
      return refuse('DEFAULT here', at);
  }
}

/** Whole numbers stay whole; `1.0` is NUMBER(2,1) in both; `1e3` is a float in both. */
function number(text: string, at: number): Sql {
  if (/e/i.test(text)) return simple(text, 'float', at);
  const digits = text.replace('.', '').replace(/^0+/, '').length;
  if (digits > 38) refuse('A number of more than 38 digits', at);
  if (!text.includes('.')) return simple(text, 'integer', at);
  const scale = text.length - text.indexOf('.') - 1;
  return withDecimal(simple(text, 'number', at), { scale, precision: Math.max(digits, scale) + 1 });
}

/** Snowflake's 000904, for DuckDB would find a column whose name differs in case, or its own `rowid`. */
function column(names: Path, at: number, env: Environment): Sql {
  const sequence = sequencePath(names);
  // A relation may have a column NEXTVAL of its own.
  if (sequence && !env.scope.members.some(({ label }) => label === names.at(-2)?.text))
    return nextValue(sequence, at);
  const known = columnOf(env.scope, names);
  if (known === undefined) invalid(`invalid identifier '${names.map(({ text }) => text).join('.')}'`, at);
  const name = names.at(-1)?.text ?? '';
  const written = names.length === 1 && !namesColumn(env.scope, names) && env.scope.queries?.get(name);
  if (written) return { ...written, at };
  const [stored, ...others] = twins(env.scope, names);
  if (others.length > 0) reject(`002028 (42601): SQL compilation error: ambiguous column name '${name}'`, at);
  if (stored !== undefined) {
    const part = names.at(-1);
    return valueOf(path([...names.slice(0, -1), ...(part ? [{ ...part, text: stored }] : [])]), known, at);
  }
  return valueOf(path(names), known, at);
}

const valueOf = (text: string, { type, decimal, wide }: Typed, at: number): Sql => ({
  ...withDecimal(simple(text, type, at), decimal),
  wide,
});

/** A query in place of a value has one column. */
function subquery(node: Extract<Expression, { kind: 'subquery' }>, env: Environment): Sql {
  const { text, columns } = env.query(node.query, env);
  const known = columns?.length === 1 ? columns[0] : undefined;
  return withDecimal(atom(`(${text})`, known?.type ?? 'unknown', node.at), known && typed(known).decimal);
}
