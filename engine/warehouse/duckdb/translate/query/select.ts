import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import { namesColumn, scopeOf, withAlias, type Scope } from '../scope/scope';
import type { Expression, From, GroupBy, Select, SelectItem } from '../syntax/ast';
import { filtering } from './condition';
import { hasGenerator } from './star';
import { star } from './star-items';
import { relation } from './relation';
import { keyItems, refuseVariants, variantKey } from './variant-keys';

interface CompiledSelect extends CompiledQuery {
  readonly scope: Scope;
}

export function select(node: Select, outer: Environment): CompiledSelect {
  const from = node.from && relation(node.from, outer);
  const generates = node.from ? hasGenerator(node.from) : false;
  let env: Environment = { ...outer, generates, scope: scopeOf(from?.members ?? [], outer.scope) };
  const items: string[] = [];
  let columns: Columns = [];
  const isKey = keyItems(node, env);
  for (const [index, item] of node.items.entries()) {
    const compiled = selectItem(item, node.from, env, isKey(index));
    if (node.distinct && item.expression.kind === 'star')
      refuseVariants(compiled.columns, item.expression.at);
    items.push(compiled.text);
    columns = columns && compiled.columns && [...columns, ...compiled.columns];
    const type = compiled.columns?.[0]?.type;
    if (item.alias && type) env = { ...env, scope: withAlias(env.scope, item.alias.text, type) };
    if (item.expression.kind === 'star' && item.expression.rename.length > 0)
      env = (compiled.columns ?? []).reduce(
        (known, column) => ({ ...known, scope: withAlias(known.scope, column.name, column.type) }),
        env,
      );
  }
  const parts = [`SELECT ${node.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`];
  const condition = (clause: string, expression: Expression | undefined): void => {
    if (expression) parts.push(`${clause} ${truth(env.expression(filtering(expression), env), clause).text}`);
  };
  if (from) parts.push(`FROM ${from.text}`);
  condition('WHERE', node.where);
  if (node.groupBy) parts.push(`GROUP BY ${grouping(node.groupBy, env)}`);
  condition('HAVING', node.having);
  condition('QUALIFY', node.qualify);
  return { text: parts.join(' '), columns, scope: env.scope };
}

/** A column without a name is called by its text in capitals, as in Snowflake: `COUNT(*)`. */
function selectItem(
  item: SelectItem,
  from: From | undefined,
  env: Environment,
  isKey: boolean,
): CompiledQuery {
  const { expression, alias } = item;
  if (expression.kind === 'star') {
    if (alias) refuse('An alias of *', alias.at);
    return star(expression, from, env);
  }
  const value = env.expression(expression, env);
  const { text, type } = isKey ? variantKey(value) : value;
  if (alias) return { text: `${text} AS ${name(alias)}`, columns: [{ name: alias.text, type }] };
  if (expression.kind === 'column') {
    const label = expression.path.at(-1)?.text ?? '';
    const named = text === path(expression.path) ? text : `${text} AS ${identifier(label)}`;
    return { text: named, columns: [{ name: label, type }] };
  }
  const label = columnName(item.source);
  return { text: `${text} AS ${identifier(label)}`, columns: [{ name: label, type }] };
}

/** The text as Snowflake shows it: in capitals but for texts in quotes. */
export function columnName(source: string): string {
  return source
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/\s+/g, ' ').toUpperCase() : part))
    .join('');
}

/** An alias of the select list stands for what has been made a key there. */
function groupingKey(item: Expression, env: Environment): string {
  const value = env.expression(item, env);
  const isAlias = item.kind === 'column' && item.path.length === 1 && !namesColumn(env.scope, item.path);
  return isAlias ? value.text : variantKey(value).text;
}

function grouping(node: GroupBy, env: Environment): string {
  if (node.kind === 'all') return 'ALL';
  const list = (items: readonly Expression[]): string =>
    items.map((item) => groupingKey(item, env)).join(', ');
  return node.elements
    .map((element) => {
      switch (element.kind) {
        case 'item':
          return list([element.expression]);
        case 'ROLLUP':
        case 'CUBE':
          return `${element.kind} (${list(element.items)})`;
        case 'sets':
          return `GROUPING SETS (${element.sets.map((set) => `(${list(set)})`).join(', ')})`;
      }
    })
    .join(', ');
}
