import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import { scopeOf, withAlias, type Scope } from '../scope/scope';
import type { Expression, GroupBy, Select, SelectItem, Star } from '../syntax/ast';
import { hasGenerator, refuseShort, ROW_TIMESTAMP_COLUMN, shownColumns, shownMembers } from './star';
import { relation } from './relation';

interface CompiledSelect extends CompiledQuery {
  readonly scope: Scope;
}

export function select(node: Select, outer: Environment): CompiledSelect {
  const from = node.from && relation(node.from, outer);
  const generates = node.from ? hasGenerator(node.from) : false;
  let env: Environment = { ...outer, generates, scope: scopeOf(from?.members ?? [], outer.scope) };
  const items: string[] = [];
  let columns: Columns = [];
  for (const item of node.items) {
    const compiled = selectItem(item, node, env);
    items.push(compiled.text);
    columns = columns && compiled.columns && [...columns, ...compiled.columns];
    const type = compiled.columns?.[0]?.type;
    if (item.alias && type) env = { ...env, scope: withAlias(env.scope, item.alias.text, type) };
  }
  const parts = [`SELECT ${node.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`];
  const condition = (clause: string, expression: Expression | undefined): void => {
    if (expression) parts.push(`${clause} ${truth(env.expression(expression, env), clause).text}`);
  };
  if (from) parts.push(`FROM ${from.text}`);
  condition('WHERE', node.where);
  if (node.groupBy) parts.push(`GROUP BY ${grouping(node.groupBy, env)}`);
  condition('HAVING', node.having);
  condition('QUALIFY', node.qualify);
  return { text: parts.join(' '), columns, scope: env.scope };
}

/** A column without a name is called by its text in capitals, as in Snowflake: `COUNT(*)`. */
function selectItem(item: SelectItem, node: Select, env: Environment): CompiledQuery {
  const { expression, alias } = item;
  if (expression.kind === 'star') {
    if (alias) refuse('An alias of *', alias.at);
    return star(expression, node, env);
  }
  const { text, type } = env.expression(expression, env);
  if (alias) return { text: `${text} AS ${name(alias)}`, columns: [{ name: alias.text, type }] };
  if (expression.kind === 'column')
    return { text, columns: [{ name: expression.path.at(-1)?.text ?? '', type }] };
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

/** https://docs.snowflake.com/en/sql-reference/sql/select#parameters: ILIKE, EXCLUDE, REPLACE, RENAME. */
function star(node: Star, select: Select, env: Environment): CompiledQuery {
  const qualifier = node.qualifier.length > 0 ? `${path(node.qualifier)}.` : '';
  const members = shownMembers(node, env.scope);
  if (select.from) refuseShort(select.from, node);
  const hidden = members.some((member) => member.unshown?.includes(ROW_TIMESTAMP_COLUMN))
    ? [identifier(ROW_TIMESTAMP_COLUMN)]
    : [];
  const excluded = [...node.exclude.map(name), ...hidden];
  if (node.ilike !== undefined) {
    if (excluded.length > 0 || node.replace.length > 0 || node.rename.length > 0 || qualifier !== '') {
      refuse('* ILIKE with more', node.at, 'List the columns.');
    }
    return { text: `COLUMNS(lambda _sf: _sf ILIKE ${literal(node.ilike)})`, columns: undefined };
  }
  const exclude = excluded.length > 0 ? ` EXCLUDE (${excluded.join(', ')})` : '';
  const replacements = node.replace.map((item) => ({
    name: item.name,
    value: env.expression(item.expression, env),
  }));
  const replaced = replacements.map((item) => `${item.value.text} AS ${name(item.name)}`);
  const replace = replaced.length > 0 ? ` REPLACE (${replaced.join(', ')})` : '';
  const renames = node.rename.map((item) => `${name(item.from)} AS ${name(item.to)}`);
  const rename = renames.length > 0 ? ` RENAME (${renames.join(', ')})` : '';
  const types = new Map(replacements.map((item) => [item.name.text, item.value.type]));
  const names = new Map(node.rename.map((item) => [item.from.text, item.to.text]));
  const columns = shownColumns(members)
    ?.filter((column) => !node.exclude.some((item) => item.text === column.name))
    .map((column) => ({
      name: names.get(column.name) ?? column.name,
      type: types.get(column.name) ?? column.type,
    }));
  return { text: `${qualifier}*${exclude}${replace}${rename}`, columns };
}

function grouping(node: GroupBy, env: Environment): string {
  const list = (items: readonly Expression[]): string =>
    items.map((item) => env.expression(item, env).text).join(', ');
  switch (node.kind) {
    case 'all':
      return 'ALL';
    case 'list':
      return list(node.items);
    case 'ROLLUP':
    case 'CUBE':
      return `${node.kind} (${list(node.items)})`;
    case 'sets':
      return `GROUPING SETS (${node.sets.map((set) => `(${list(set)})`).join(', ')})`;
  }
}
