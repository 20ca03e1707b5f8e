import { storage } from '../emit/data-type';
import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { cast } from '../expressions/cast';
import { pathFrom, step, variantOf } from '../expressions/semistructured';
import { refuse, type Offset } from '../refusal';
import type { Expression } from '../syntax/ast';
import { argumentsOf, literalText, required, type Rule, type Rules } from './rule';

/** Any value as JSON, the way a VARIANT holds it. */
export function toVariant(sql: Sql, where: string): string {
  if (isSemiStructured(sql.type)) return sql.text;
  if (sql.type === 'null') return 'CAST(NULL AS JSON)';
  if (sql.type === 'text' || sql.type === 'boolean' || sql.type === 'integer' || sql.type === 'date')
    return `to_json(${sql.text})`;
  if (sql.type === 'binary') refuse(`A BINARY inside ${where}`, sql.at);
  if (sql.type === 'float') return macro('float_to_variant', [sql], 'variant', sql.at).text;
  return macro('to_variant', [sql], 'variant', sql.at).text;
}

/** PARSE_JSON(text [, 'd' | 's']): whether a key may stand twice. */
const parse =
  (name: string): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1, 2), 0);
    const twins = call.args[1] ? literalText(call, 1, 'The parameter') : 's';
    if (twins !== 'd' && twins !== 's') refuse(`${call.name}() with '${twins}'`, call.args[1]?.at ?? call.at);
    return macro(twins === 'd' ? `${name}_last` : name, [text(value, `${call.name}()`)], 'variant', call.at);
  };

/** GET(v, key) with a literal or anything else, GET_PATH(v, 'a.b[0]'). */
const get: Rule = (call, env) => {
  argumentsOf(call, env, 2);
  const [base, key] = call.args;
  if (!base || !key) throw new Error('GET has two arguments');
  return env.expression({ kind: 'element', base, key, at: call.at }, env);
};

const getPath: Rule = (call, env) => {
  const base = required(argumentsOf(call, env, 2), 0);
  const path = literalText(call, 1, 'The path');
  return pathFrom(variantOf(base), steps(path, call.args[1]?.at ?? call.at), call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions/json_extract_path_text */
const extractPathText: Rule = (call, env) => {
  const value = required(argumentsOf(call, env, 2), 0);
  const path = literalText(call, 1, 'The path');
  const parsed = macro('parse_json', [text(value, `${call.name}()`)], 'variant', call.at);
  const found = pathFrom(parsed.text, steps(path, call.args[1]?.at ?? call.at), call.at);
  return cast(found, storage({ name: 'VARCHAR', parameters: [], at: call.at }));
};

/** `a.b[0]`, `a:b`, `['key']`, `"quoted"` in DuckDB's notation. */
export function steps(path: string, at: Offset): readonly string[] {
  const pattern = /[.:]?(?:\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]|"([^"]*)"|([A-Za-z_][\w$]*))/y;
  const written: string[] = [];
  let position = 0;
  while (position < path.length) {
    pattern.lastIndex = position;
    const found = pattern.exec(path);
    if (!found) return refuse(`The path ${JSON.stringify(path)}`, at);
    const field = found[2] ?? found[3] ?? found[4] ?? found[5] ?? '';
    written.push(step(found[1] === undefined ? field : Number(found[1]), at));
    position = pattern.lastIndex;
  }
  return written;
}

const HELD: Readonly<Record<string, string>> = {
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP_NTZ',
  timestamptz: 'TIMESTAMP_LTZ',
};

/** What a cast to VARIANT or TO_VARIANT is of. */
function wrapped(node: Expression | undefined): Expression | undefined {
  if (node?.kind === 'cast' && node.type.name === 'VARIANT') return node.expression;
  return node?.kind === 'call' && node.name === 'TO_VARIANT' ? node.args[0] : undefined;
}

/**
 * A date inside a VARIANT is a text here, and its type is forgotten: where the argument itself makes the VARIANT, it is
 * known. https://docs.snowflake.com/en/sql-reference/functions/typeof
 */
const typeOf: Rule = (call, env) => {
  const value = required(argumentsOf(call, env, 1), 0);
  const inner = wrapped(call.args[0]);
  const source = inner && env.expression(inner, env);
  const held = source && HELD[source.type];
  if (held !== undefined)
    return atom(`CASE WHEN ${source?.text ?? ''} IS NOT NULL THEN '${held}' END`, 'text', call.at);
  return macro('typeof', [atom(variantOf(value), 'variant', value.at)], 'text', call.at);
};

const stripNull: Rule = (call, env) => {
  const value = atom(variantOf(required(argumentsOf(call, env, 1), 0)), 'variant', call.at);
  return atom(`nullif(${value.text}, CAST('null' AS JSON))`, 'variant', call.at);
};

/** A VARIANT as JSON text; other values are made one first. */
const toJson: Rule = (call, env) => {
  const value = required(argumentsOf(call, env, 1), 0);
  const variant = value.type === 'unknown' ? variantOf(value) : toVariant(value, call.name);
  return macro('sorted_1', [atom(variant, 'variant', value.at)], 'text', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semistructured: Rules = {
  PARSE_JSON: parse('parse_json'),
  TRY_PARSE_JSON: parse('try_parse_json'),
  JSON_EXTRACT_PATH_TEXT: extractPathText,
  GET: get,
  GET_PATH: getPath,
  TYPEOF: typeOf,
  STRIP_NULL_VALUE: stripNull,
  TO_JSON: toJson,
};
