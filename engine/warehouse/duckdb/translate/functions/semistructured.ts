import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, literal, type Sql } from '../emit/sql';
import { isSemiStructured, type Type } from '../emit/type';
import { step, variantOf } from '../expressions/semistructured';
import { refuse, type Offset } from '../refusal';
import type { Call } from '../syntax/ast';
import { argumentsOf, literalText, prepared, required, type Rule, type Rules } from './rule';

/** Any value as JSON, the way a VARIANT holds it. */
export function toVariant(sql: Sql, where: string): string {
  if (isSemiStructured(sql.type)) return sql.text;
  if (sql.type === 'null') return 'CAST(NULL AS JSON)';
  if (sql.type === 'text' || sql.type === 'boolean' || sql.type === 'integer' || sql.type === 'date') {
    return sql.simple || sql.type === 'integer' ? `to_json(${sql.text})` : `to_json(${sql.text})`;
  }
  if (sql.type === 'binary') refuse(`A BINARY inside ${where}`, sql.at);
  return macro('to_variant', [sql], 'variant', sql.at).text;
}

/** A macro over one or more VARIANTs, then other arguments. */
const over =
  (name: string, variants: number, others: readonly ('text' | 'whole')[], type: Type): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, variants + others.length).map((arg, index) =>
      index < variants
        ? atom(variantOf(arg), 'variant', arg.at)
        : prepared(arg, others[index - variants] ?? 'text', `${call.name}()`),
    );
    return macro(name, args, type, call.at);
  };

const parse =
  (name: string): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1), 0);
    return macro(name, [text(value, `${call.name}()`)], 'variant', call.at);
  };

const construct =
  (name: string): Rule =>
  (call, env) => {
    if (call.args.some((arg) => arg.kind === 'star'))
      refuse(`${call.name}(*)`, call.at, 'Name the keys and values.');
    const args = argumentsOf(call, env, 0, Infinity);
    if (args.length % 2 === 1) refuse(`${call.name}() with an odd number of arguments`, call.at);
    const pairs = Array.from({ length: args.length / 2 }, (_unused, index) => ({
      key: required(args, 2 * index),
      value: required(args, 2 * index + 1),
    }));
    const entries = pairs.map(
      ({ key, value }) => `sf.entry(${text(key, call.name).text}, ${toVariant(value, call.name)})`,
    );
    const general = `sf.${name}([${entries.join(', ')}]::STRUCT(k VARCHAR, v JSON)[])`;
    return atom(withoutNulls(pairs, general), 'object', call.at);
  };

/**
 * The usual object, of columns under literal keys, without a list of entries: five times as fast where nothing is null.
 * Types whose JSON form differs between the engines go the general way, which is decided when the statement is bound.
 */
function withoutNulls(pairs: readonly { readonly key: Sql; readonly value: Sql }[], general: string): string {
  const keys = new Set(pairs.map(({ key }) => key.text));
  const plain = pairs.every(
    ({ key, value }) => key.text.startsWith("'") && value.simple && value.type === 'unknown',
  );
  if (!plain || pairs.length === 0 || keys.size < pairs.length) return general;
  const tests = pairs.map(({ value }) => `sf.is_plain(${value.text}) AND ${value.text} IS NOT NULL`);
  const object = pairs.map(({ key, value }) => `${key.text}, ${value.text}`).join(', ');
  return `CASE WHEN ${tests.join(' AND ')} THEN json_object(${object}) ELSE ${general} END`;
}

const arrayConstruct: Rule = (call, env) => {
  const items = argumentsOf(call, env, 0, Infinity).map((arg) => toVariant(arg, call.name));
  return atom(`sf.array([${items.join(', ')}]::JSON[])`, 'array', call.at);
};

/** GET(v, key) with a literal, GET_PATH(v, 'a.b[0]'). */
const get: Rule = (call, env) => {
  argumentsOf(call, env, 2);
  const [base, key] = call.args;
  if (!base || !key) throw new Error('GET has two arguments');
  return env.expression({ kind: 'element', base, key, at: call.at }, env);
};

const getPath: Rule = (call, env) => {
  const base = required(argumentsOf(call, env, 2), 0);
  return atom(
    `json_extract(${variantOf(base)}, ${literal(`$${steps(literalText(call, 1, 'The path'), call.args[1]?.at ?? call.at)}`)})`,
    'variant',
    call.at,
  );
};

/** `a.b[0]`, `['key']`, `"quoted"` in DuckDB's notation. */
export function steps(path: string, at: Offset): string {
  const pattern = /\.?(?:\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]|"([^"]*)"|([A-Za-z_][\w$]*))/y;
  let written = '';
  let position = 0;
  while (position < path.length) {
    pattern.lastIndex = position;
    const found = pattern.exec(path);
    if (!found) return refuse(`The path ${JSON.stringify(path)}`, at);
    written += step(
      found[1] === undefined ? (found[2] ?? found[3] ?? found[4] ?? found[5] ?? '') : Number(found[1]),
      at,
    );
    position = pattern.lastIndex;
  }
  return written;
}

const test =
  (condition: (x: string) => string): Rule =>
  (call: Call, env: Environment) => {
    const value = required(argumentsOf(call, env, 1), 0);
    return atom(`(${condition(`json_type(${variantOf(value)})`)})`, 'boolean', call.at);
  };

const arrayContains: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const [value, array] = [required(args, 0), required(args, 1)];
  if (!isSemiStructured(value.type))
    refuse('ARRAY_CONTAINS() of a value that is no VARIANT', value.at, 'Add ::variant.');
  return macro('array_contains', [value, atom(variantOf(array), 'array', array.at)], 'boolean', call.at);
};

const arrayAppend: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const [array, value] = [required(args, 0), required(args, 1)];
  return macro(
    'array_append',
    [atom(variantOf(array), 'array', array.at), atom(toVariant(value, call.name), 'variant', value.at)],
    'array',
    call.at,
  );
};

const split: Rule = (call, env) => {
  const [value, separator] = argumentsOf(call, env, 2).map((arg) => text(arg, 'SPLIT()').text);
  return atom(`CAST(to_json(string_split(${value ?? ''}, ${separator ?? ''})) AS JSON)`, 'array', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semistructured: Rules = {
  PARSE_JSON: parse('parse_json'),
  TRY_PARSE_JSON: parse('try_parse_json'),
  OBJECT_CONSTRUCT: construct('object'),
  OBJECT_CONSTRUCT_KEEP_NULL: construct('object_keep_null'),
  ARRAY_CONSTRUCT: arrayConstruct,
  GET: get,
  GET_PATH: getPath,
  TYPEOF: over('typeof', 1, [], 'text'),
  ARRAY_SIZE: over('array_size', 1, [], 'integer'),
  OBJECT_KEYS: over('object_keys', 1, [], 'array'),
  ARRAY_CONTAINS: arrayContains,
  ARRAY_SLICE: over('array_slice', 1, ['whole', 'whole'], 'array'),
  ARRAY_TO_STRING: over('array_to_string', 1, ['text'], 'text'),
  ARRAY_CAT: over('array_cat', 2, [], 'array'),
  ARRAY_APPEND: arrayAppend,
  ARRAY_COMPACT: over('array_compact', 1, [], 'array'),
  ARRAY_DISTINCT: over('array_distinct', 1, [], 'array'),
  SPLIT: split,
  TO_JSON: over('sorted_1', 1, [], 'text'),
  IS_ARRAY: test((type) => `${type} = 'ARRAY'`),
  IS_OBJECT: test((type) => `${type} = 'OBJECT'`),
  IS_BOOLEAN: test((type) => `${type} = 'BOOLEAN'`),
  IS_VARCHAR: test((type) => `${type} = 'VARCHAR'`),
  IS_CHAR: test((type) => `${type} = 'VARCHAR'`),
  IS_INTEGER: test((type) => `${type} IN ('UBIGINT', 'BIGINT')`),
};
