import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { atom, literal, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { refuse, type Offset } from '../refusal';
import type { Expression } from '../syntax/ast';
import { construct } from '../functions/objects';
import { toVariant } from '../functions/semistructured';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** One step of a JSON path in DuckDB's notation; keys are quoted, so that dots and stars in them stand for themselves. */
export function step(key: string | number, at: Offset): string {
  if (typeof key === 'number') return `[${key}]`;
  if (/["\\]/.test(key)) refuse('A path with a quote or a backslash in a field', at);
  return `."${key}"`;
}

/** A path from a VARIANT. An element of an array may be an SQL null, kept as `undefined`; a field may not. */
export function pathFrom(from: string, steps: readonly string[], at: Offset): Sql {
  if (steps.length === 0) return atom(from, 'variant', at);
  const path = literal(`$${steps.join('')}`);
  const extracted = `json_extract(${from}, ${path})`;
  return steps.at(-1)?.startsWith('[')
    ? atom(`sf.defined(${extracted})`, 'variant', at)
    : { ...atom(extracted, 'variant', at), json: { from, path } };
}

/**
 * `v:a.b[0]` and `v['a']`: a path into VARIANT, kept as DuckDB JSON. Arrays count from 0 in both; what is not there
 * is NULL, a JSON null stays one. https://docs.snowflake.com/en/user-guide/querying-semistructured
 */
export function elementExpression(node: Node<'element'>, env: Environment): Sql {
  let base: Expression = node;
  const steps: string[] = [];
  while (base.kind === 'element') {
    const key: Expression = base.key;
    if (key.kind === 'string') steps.unshift(step(key.value, key.at));
    else if (key.kind === 'number' && /^\d+$/.test(key.text)) steps.unshift(step(Number(key.text), key.at));
    else break;
    base = base.base;
  }
  const from = variantOf(env.expression(base.kind === 'element' ? base.base : base, env));
  const inner = base.kind === 'element' ? dynamic(from, env.expression(base.key, env)) : from;
  return pathFrom(inner, steps, node.at);
}

/** A key that is not known before the statement runs: a number counts from 0, a text is a field. */
function dynamic(from: string, key: Sql): string {
  if (isSemiStructured(key.type))
    refuse('A VARIANT as an index without a cast', key.at, 'Add ::int or ::string.');
  return macro('element', [atom(from, 'variant', key.at), key], 'variant', key.at).text;
}

/** Bound only where the operand is a VARIANT: Snowflake refuses a path into a text. */
export function variantOf(sql: Sql): string {
  if (isSemiStructured(sql.type)) return sql.text;
  if (sql.type === 'null') return 'CAST(NULL AS JSON)';
  if (sql.type !== 'unknown') refuse('A path into a value that is no VARIANT', sql.at, 'Use PARSE_JSON.');
  return macro('variant', [sql], 'variant', sql.at).text;
}

export function arrayLiteral(node: Node<'array'>, env: Environment): Sql {
  const items = node.items.map((item) => toVariant(env.expression(item, env), 'an array'));
  return atom(`sf.array([${items.join(', ')}]::JSON[])`, 'array', node.at);
}

/** `{'a': 1}` and `{*}`. */
export function objectLiteral(node: Node<'object'>, env: Environment): Sql {
  const { star } = node;
  if (star) return construct('object', 'An object of *', [star], node.at, env);
  const entries = node.entries.map(
    ({ key, value }) => `sf.entry(${literal(key)}, ${toVariant(env.expression(value, env), 'an object')})`,
  );
  return atom(`sf.object([${entries.join(', ')}]::STRUCT(k VARCHAR, v JSON)[])`, 'object', node.at);
}
