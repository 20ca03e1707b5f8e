import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { atom, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { isWide, truth } from '../expressions/operator';
import { refuse } from '../refusal';
import { typed, type Columns } from '../scope/columns';
import { namesColumn, scopeOf, withAlias, withQuery, type Scope } from '../scope/scope';
import type { Expression, From, GroupBy, Select, SelectItem } from '../syntax/ast';
import { filtering, refuseHiddenColumn } from './condition';
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
    const [first] = compiled.columns ?? [];
    if (item.alias && first) env = { ...env, scope: withAlias(env.scope, item.alias.text, typed(first)) };
    if (item.alias && compiled.value && /\bSELECT\b/.test(compiled.value.text))
      env = { ...env, scope: withQuery(env.scope, item.alias.text, compiled.value) };
    if (item.expression.kind === 'star' && item.expression.rename.length > 0)
      env = (compiled.columns ?? []).reduce(
        (known, column) => ({ ...known, scope: withAlias(known.scope, column.name, typed(column)) }),
        env,
      );
  }
  env = { ...env, scope: { ...env.scope, queries: undefined } };
  const parts = [`SELECT ${node.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`];
  const condition = (clause: string, expression: Expression | undefined): void => {
    if (expression) parts.push(`${clause} ${truth(env.expression(filtering(expression), env), clause).text}`);
  };
  if (from) parts.push(`FROM ${from.text}`);
  condition('WHERE', node.where);
  if (node.groupBy) parts.push(`GROUP BY ${grouping(node.groupBy, env)}`);
  refuseHiddenColumn(node, { ...env.scope, outer: undefined });
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
): CompiledQuery & { readonly value?: Sql } {
  const { expression, alias } = item;
  if (expression.kind === 'star') {
    if (alias) refuse('An alias of *', alias.at);
    return star(expression, from, env);
  }
  const value = withType(env.expression(expression, env));
  const { text, type, decimal, wide = isWide(value) } = isKey ? variantKey(value) : value;
  if (alias)
    return { text: `${text} AS ${name(alias)}`, columns: [{ name: alias.text, type, decimal, wide }], value };
  if (expression.kind === 'column') {
    const label = expression.path.at(-1)?.text ?? '';
    const named = text === path(expression.path) ? text : `${text} AS ${identifier(label)}`;
    return { text: named, columns: [{ name: label, type, decimal, wide }] };
  }
  const label = columnName(item.source);
  return { text: `${text} AS ${identifier(label)}`, columns: [{ name: label, type, decimal, wide }] };
}

const STORED: Readonly<Partial<Record<Type, string>>> = {
  text: 'VARCHAR',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
};

/** A function of a NULL that is written out has no type in DuckDB, not even where the NULL has one. */
function withType(sql: Sql): Sql {
  const stored = STORED[sql.type];
  if (sql.simple || stored === undefined || !sql.text.includes('CAST(NULL AS ')) return sql;
  return atom(`CAST(${sql.text} AS ${stored})`, sql.type, sql.at);
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
