import type { Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, literal, simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { variantOf } from '../expressions/semistructured';
import { shownMembers } from '../query/star';
import { refuse, type Offset } from '../refusal';
import type { Expression, Star } from '../syntax/ast';
import { toVariant } from './semistructured';
import { argumentsOf, required, type Rule, type Rules } from './rule';

interface Pair {
  readonly key: Sql;
  readonly value: Sql;
}

/** OBJECT_CONSTRUCT of keys and values, or of the columns of a star. https://docs.snowflake.com/en/sql-reference/functions/object_construct */
export function construct(
  name: string,
  where: string,
  args: readonly Expression[],
  at: Offset,
  env: Environment,
): Sql {
  const pairs = starred(args, where, env) ?? paired(args, where, at, env);
  const entries = pairs.map(
    ({ key, value }) => `sf.entry(${text(key, where).text}, ${toVariant(value, where)})`,
  );
  const general = `sf.${name}([${entries.join(', ')}]::STRUCT(k VARCHAR, v JSON)[])`;
  return atom(withoutNulls(pairs, general), 'object', at);
}

function paired(args: readonly Expression[], where: string, at: Offset, env: Environment): readonly Pair[] {
  if (args.length % 2 === 1) refuse(`${where} with an odd number of arguments`, at);
  const compiled = args.map((arg) => env.expression(arg, env));
  const pairs = Array.from({ length: args.length / 2 }, (_unused, index) => ({
    key: required(compiled, 2 * index),
    value: required(compiled, 2 * index + 1),
  }));
  const keys = pairs.map(({ key }) => key.text).filter((key) => key.startsWith("'"));
  const twin = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twin !== undefined) refuse(`${where} with the key ${twin} twice`, at, 'A key stands for one value.');
  return pairs;
}

/** The columns in sight, under their names; undefined where the arguments are no star. */
function starred(args: readonly Expression[], where: string, env: Environment): readonly Pair[] | undefined {
  const star = args.find((arg): arg is Star => arg.kind === 'star');
  if (!star) return undefined;
  if (args.length > 1 || star.replace.length > 0 || star.rename.length > 0)
    refuse(`${where} of * and more`, star.at, 'Name the keys and values.');
  const kept = keeps(star);
  return shownMembers(star, env.scope).flatMap(({ label, columns, unshown }) => {
    if (!columns) return refuse(`${where} of the columns of a relation that is not known here`, star.at);
    return columns
      .filter(({ name }) => !unshown?.includes(name) && kept(name))
      .map(({ name, type }) => ({
        key: simple(literal(name), 'text', star.at),
        value: simple(
          `${label === undefined ? '' : `${identifier(label)}.`}${identifier(name)}`,
          type,
          star.at,
        ),
      }));
  });
}

/** EXCLUDE and ILIKE. */
function keeps(star: Star): (name: string) => boolean {
  const { ilike } = star;
  if (ilike === undefined) return (name) => !star.exclude.some((excluded) => excluded.text === name);
  const pattern = ilike
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]');
  return (name) => new RegExp(`^${pattern}$`, 'i').test(name);
}

const PLAIN = new Set(['text', 'integer', 'boolean', 'date', 'variant', 'array', 'object']);

/**
 * The usual object, of columns under literal keys, without a list of entries: five times as fast where nothing is null.
 * Types whose JSON form differs between the engines go the general way, which is decided when the statement is bound.
 */
function withoutNulls(pairs: readonly Pair[], general: string): string {
  const keys = new Set(pairs.map(({ key }) => key.text));
  const plain = pairs.every(
    ({ key, value }) =>
      key.text.startsWith("'") && value.simple && (value.type === 'unknown' || PLAIN.has(value.type)),
  );
  if (!plain || pairs.length === 0 || keys.size < pairs.length) return general;
  const tests = pairs.map(({ value }) =>
    value.type === 'unknown'
      ? `sf.is_plain(${value.text}) AND ${value.text} IS NOT NULL`
      : `${value.text} IS NOT NULL`,
  );
  const object = pairs.map(({ key, value }) => `${key.text}, ${value.text}`).join(', ');
  return `CASE WHEN ${tests.join(' AND ')} THEN json_object(${object}) ELSE ${general} END`;
}

const constructed =
  (name: string): Rule =>
  (call, env) => {
    argumentsOf({ ...call, args: [] }, env, 0);
    return construct(name, `${call.name}()`, call.args, call.at, env);
  };

const insert: Rule = (call, env) => {
  const args = argumentsOf(call, env, 3, 4);
  const [object, key, value] = [required(args, 0), required(args, 1), required(args, 2)];
  const renew = args[3] ?? simple('FALSE', 'boolean', call.at);
  if (renew.type !== 'boolean' && renew.type !== 'unknown' && renew.type !== 'null')
    refuse('A flag of OBJECT_INSERT() that is no boolean', renew.at);
  return macro(
    'object_insert',
    [
      atom(variantOf(object), 'object', object.at),
      keyOf(key),
      atom(toVariant(value, call.name), 'variant', value.at),
      renew,
    ],
    'object',
    call.at,
  );
};

const keyOf = (key: Sql): Sql =>
  key.type === 'null' ? { ...key, text: 'CAST(NULL AS VARCHAR)' } : text(key, 'a key');

/** OBJECT_DELETE and OBJECT_PICK: keys one by one; OBJECT_PICK takes an array of them as well. */
const keyed =
  (name: string, takesArray: boolean): Rule =>
  (call, env) => {
    const [object, ...keys] = argumentsOf(call, env, 2, Infinity);
    if (!object) throw new Error('an object was counted before');
    const [only] = keys;
    const list =
      takesArray && keys.length === 1 && only && isSemiStructured(only.type)
        ? `list_transform(sf.elements(${only.text}), lambda _sfk: _sfk ->> '$')`
        : `[${keys.map((key) => keyOf(key).text).join(', ')}]`;
    const args = [atom(variantOf(object), 'object', object.at), atom(list, 'unknown', call.at)];
    return macro(name, args, 'object', call.at);
  };

const keys: Rule = (call, env) => {
  const value = required(argumentsOf(call, env, 1), 0);
  return macro('object_keys', [atom(variantOf(value), 'variant', value.at)], 'array', call.at);
};

const getIgnoringCase: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const object = required(args, 0);
  const variant = atom(variantOf(object), 'variant', object.at);
  return macro('get_ignore_case', [variant, keyOf(required(args, 1))], 'variant', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const objects: Rules = {
  OBJECT_CONSTRUCT: constructed('object'),
  OBJECT_CONSTRUCT_KEEP_NULL: constructed('object_keep_null'),
  OBJECT_INSERT: insert,
  OBJECT_DELETE: keyed('object_delete', false),
  OBJECT_PICK: keyed('object_pick', true),
  OBJECT_KEYS: keys,
  GET_IGNORE_CASE: getIgnoringCase,
};
