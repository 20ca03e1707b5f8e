import type { CompiledQuery, Environment } from '../emit/environment';
import { name } from '../emit/identifier';
import { text } from '../emit/operand';
import { literal, simple } from '../emit/sql';
import { pathFrom, variantOf } from '../expressions/semistructured';
import { SEQUENCE_COLUMN } from '../functions/generators';
import { steps } from '../functions/semistructured';
import { refuse } from '../refusal';
import type { TypedColumn } from '../scope/columns';
import type { Alias, Call, From } from '../syntax/ast';
import { aliased } from './relation';

/** TABLE(…) and LATERAL …: the table functions that are known. `sequence` numbers the rows that they are called for. */
export function tableFunction(
  node: Extract<From, { kind: 'function' }>,
  env: Environment,
  sequence = '1',
): CompiledQuery {
  const { call, alias } = node;
  switch (call.name) {
    case 'FLATTEN':
      return { text: flatten(call, alias, env, sequence), columns: FLATTENED };
    case 'GENERATOR':
      return generator(call, alias);
    case 'SPLIT_TO_TABLE':
      return { text: split(call, 'split_list', 2, alias, env, sequence), columns: SPLIT };
    case 'STRTOK_SPLIT_TO_TABLE':
      return { text: split(call, 'token_list', 1, alias, env, sequence), columns: SPLIT };
    default:
      return refuse(`The table function ${call.name}`, call.at);
  }
}

/** What FLATTEN gives of a row without elements is said by its own OUTER, not by a LEFT JOIN. */
export const isOuter = (node: From): boolean =>
  node.kind === 'function' && node.call.name === 'FLATTEN' && flag(node.call, 'OUTER');

const FLATTENED: readonly TypedColumn[] = [
  { name: 'SEQ', type: 'integer' },
  { name: 'KEY', type: 'text' },
  { name: 'PATH', type: 'text' },
  { name: 'INDEX', type: 'integer' },
  { name: 'VALUE', type: 'variant' },
  { name: 'THIS', type: 'variant' },
];

const SPLIT: readonly TypedColumn[] = [
  { name: 'SEQ', type: 'integer' },
  { name: 'INDEX', type: 'integer' },
  { name: 'VALUE', type: 'text' },
];

function only(call: Call, names: readonly string[]): void {
  for (const key of call.named.keys())
    if (!names.includes(key)) refuse(`The argument ${key} => of ${call.name}()`, call.at);
}

/** https://docs.snowflake.com/en/sql-reference/functions/split_to_table and …/strtok_split_to_table */
function split(
  call: Call,
  list: string,
  least: number,
  alias: Alias | undefined,
  env: Environment,
  sequence: string,
): string {
  only(call, []);
  const compiled = call.args.map((arg) => text(env.expression(arg, env), `${call.name}()`));
  const [value, separator = simple("' '", 'text', call.at)] = compiled;
  if (!value || compiled.length < least || compiled.length > 2)
    return refuse(
      `${call.name}() with ${compiled.length} arguments`,
      call.at,
      'It takes a text and a separator.',
    );
  return `sf.numbered(sf.${list}(${value.text}, ${separator.text}), ${sequence})${aliased(alias)}`;
}

/** https://docs.snowflake.com/en/sql-reference/functions/flatten; the macros are chosen by the literal arguments. */
function flatten(call: Call, alias: Alias | undefined, env: Environment, sequence: string): string {
  only(call, ['INPUT', 'PATH', 'OUTER', 'RECURSIVE', 'MODE']);
  const input = call.named.get('INPUT') ?? call.args[0];
  if (!input || call.args.length > 1) return refuse('FLATTEN() without one INPUT', call.at);
  const path = textOf(call, 'PATH') ?? '';
  const mode = (textOf(call, 'MODE') ?? 'BOTH').toUpperCase();
  if (!['OBJECT', 'ARRAY', 'BOTH'].includes(mode)) refuse(`The MODE ${mode} of FLATTEN()`, call.at);
  const from = pathFrom(variantOf(env.expression(input, env)), steps(path, call.at), call.at).text;
  const macro = `flatten${flag(call, 'RECURSIVE') ? '_recursive' : ''}${flag(call, 'OUTER') ? '_outer' : ''}`;
  return `sf.${macro}(${from}, ${literal(path)}, ${literal(mode)}, ${sequence})${aliased(alias)}`;
}

function textOf(call: Call, key: string): string | undefined {
  const value = call.named.get(key);
  if (!value) return undefined;
  return value.kind === 'string'
    ? value.value
    : refuse(`${key} of ${call.name}() that is no literal`, value.at);
}

function flag(call: Call, key: string): boolean {
  const value = call.named.get(key);
  if (!value) return false;
  return value.kind === 'boolean'
    ? value.value
    : refuse(`${key} of ${call.name}() that is no literal`, value.at);
}

/**
 * Rows without columns; SEQ4() and SEQ8() number them. Without ROWCOUNT, or with a null, there are none.
 * https://docs.snowflake.com/en/sql-reference/functions/generator
 */
function generator(call: Call, alias: Alias | undefined): CompiledQuery {
  if (call.named.has('TIMELIMIT')) refuse('TIMELIMIT of GENERATOR()', call.at, 'Use ROWCOUNT.');
  only(call, ['ROWCOUNT']);
  const rows = call.named.get('ROWCOUNT');
  const count = rows === undefined || rows.kind === 'null' ? '0' : rows.kind === 'number' ? rows.text : '';
  if (!/^\d+$/.test(count) || call.args.length > 0)
    return refuse('GENERATOR() with a ROWCOUNT that is no whole literal', call.at);
  const label = alias ? name(alias.name) : '_GENERATOR';
  return {
    text: `(SELECT CAST(range AS BIGINT) AS ${SEQUENCE_COLUMN} FROM range(${count})) AS ${label}`,
    columns: [],
  };
}
