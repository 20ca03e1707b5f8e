import type { CompiledQuery, Environment } from '../emit/environment';
import { name } from '../emit/identifier';
import { text } from '../emit/operand';
import { literal } from '../emit/sql';
import { variantOf } from '../expressions/semistructured';
import { SEQUENCE_COLUMN } from '../functions/generators';
import { steps } from '../functions/semistructured';
import { refuse } from '../refusal';
import type { TypedColumn } from '../scope/columns';
import type { Alias, Call, Expression, From } from '../syntax/ast';
import { aliased } from './relation';

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

/** TABLE(…) and LATERAL …: the table functions that are known. */
export function tableFunction(node: Extract<From, { kind: 'function' }>, env: Environment): CompiledQuery {
  const { call } = node;
  switch (call.name) {
    case 'FLATTEN':
      return { text: flatten(call, node.alias, env), columns: FLATTENED };
    case 'GENERATOR':
      return { text: generator(call, node.alias), columns: [] };
    case 'SPLIT_TO_TABLE': {
      only(call, []);
      const [value, separator] = call.args.map(
        (arg) => text(env.expression(arg, env), 'SPLIT_TO_TABLE()').text,
      );
      if (value === undefined || separator === undefined || call.args.length !== 2)
        return refuse('SPLIT_TO_TABLE() with other than two arguments', call.at);
      return { text: `sf.split_to_table(${value}, ${separator})${aliased(node.alias)}`, columns: SPLIT };
    }
    default:
      return refuse(`The table function ${call.name}`, call.at);
  }
}

function only(call: Call, names: readonly string[]): void {
  for (const key of call.named.keys())
    if (!names.includes(key)) refuse(`The argument ${key} => of ${call.name}()`, call.at);
}

/** https://docs.snowflake.com/en/sql-reference/functions/flatten; the macros are chosen by the literal arguments. */
function flatten(call: Call, alias: Alias | undefined, env: Environment): string {
  only(call, ['INPUT', 'PATH', 'OUTER', 'RECURSIVE', 'MODE']);
  const input = call.named.get('INPUT') ?? call.args[0];
  if (!input || call.args.length > 1) return refuse('FLATTEN() without one INPUT', call.at);
  const path = textOf(call, 'PATH') ?? '';
  const mode = (textOf(call, 'MODE') ?? 'BOTH').toUpperCase();
  if (!['OBJECT', 'ARRAY', 'BOTH'].includes(mode)) refuse(`The MODE ${mode} of FLATTEN()`, call.at);
  const [outer, recursive] = [flag(call, 'OUTER'), flag(call, 'RECURSIVE')];
  if (outer && recursive) refuse('FLATTEN() that is both OUTER and RECURSIVE', call.at);
  const variant = variantOf(env.expression(input, env));
  const from = path === '' ? variant : `json_extract(${variant}, ${literal(`$${steps(path, call.at)}`)})`;
  const macro = recursive ? 'flatten_recursive' : outer ? 'flatten_outer' : 'flatten';
  return `sf.${macro}(${from}, ${literal(path)}, ${literal(mode)})${aliased(alias)}`;
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

/** Rows without columns; SEQ4() and SEQ8() number them. https://docs.snowflake.com/en/sql-reference/functions/generator */
function generator(call: Call, alias: Alias | undefined): string {
  only(call, ['ROWCOUNT']);
  const rows: Expression | undefined = call.named.get('ROWCOUNT');
  if (rows?.kind !== 'number' || !/^\d+$/.test(rows.text) || call.args.length > 0)
    return refuse('GENERATOR() without a literal ROWCOUNT', call.at);
  const label = alias ? name(alias.name) : '_GENERATOR';
  return `(SELECT CAST(range AS BIGINT) AS ${SEQUENCE_COLUMN} FROM range(${rows.text})) AS ${label}`;
}
