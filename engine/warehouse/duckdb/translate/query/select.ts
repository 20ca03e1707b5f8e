import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import type { Expression, GroupBy, Select, SelectItem, Star } from '../syntax/ast';
import { hiddenColumns, hasGenerator } from './hidden';
import { relation } from './relation';

export function select(node: Select, outer: Environment): string {
  const env: Environment = { ...outer, generates: node.from ? hasGenerator(node.from) : false };
  const items = node.items.map((item) => selectItem(item, node, env)).join(', ');
  const parts = [`SELECT ${node.distinct ? 'DISTINCT ' : ''}${items}`];
  const condition = (clause: string, expression: Expression | undefined): void => {
    if (expression) parts.push(`${clause} ${truth(env.expression(expression, env), clause).text}`);
  };
  if (node.from) parts.push(`FROM ${relation(node.from, env)}`);
  condition('WHERE', node.where);
  if (node.groupBy) parts.push(`GROUP BY ${grouping(node.groupBy, env)}`);
  condition('HAVING', node.having);
  condition('QUALIFY', node.qualify);
  return parts.join(' ');
}

/** A column without a name is called by its text in capitals, as in Snowflake: `COUNT(*)`. */
function selectItem(item: SelectItem, node: Select, env: Environment): string {
  const { expression, alias } = item;
  if (expression.kind === 'star') {
    if (alias) refuse('An alias of *', alias.at);
    return star(expression, node, env);
  }
  const value = env.expression(expression, env).text;
  if (alias) return `${value} AS ${name(alias)}`;
  return expression.kind === 'column' ? value : `${value} AS ${identifier(columnName(item.source))}`;
}

/** The text as Snowflake shows it: in capitals but for texts in quotes. */
export function columnName(source: string): string {
  return source
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/\s+/g, ' ').toUpperCase() : part))
    .join('');
}

/** https://docs.snowflake.com/en/sql-reference/sql/select#parameters: ILIKE, EXCLUDE, REPLACE, RENAME. */
function star(node: Star, select: Select, env: Environment): string {
  const qualifier = node.qualifier.length > 0 ? `${path(node.qualifier)}.` : '';
  const hidden = select.from ? hiddenColumns(select.from, node, env) : [];
  const excluded = [...node.exclude.map(name), ...hidden];
  if (node.ilike !== undefined) {
    if (excluded.length > 0 || node.replace.length > 0 || node.rename.length > 0 || qualifier !== '') {
      refuse('* ILIKE with more', node.at, 'List the columns.');
    }
    return `COLUMNS(lambda _sf: _sf ILIKE ${literal(node.ilike)})`;
  }
  const exclude = excluded.length > 0 ? ` EXCLUDE (${excluded.join(', ')})` : '';
  const replaced = node.replace.map(
    (item) => `${env.expression(item.expression, env).text} AS ${name(item.name)}`,
  );
  const replace = replaced.length > 0 ? ` REPLACE (${replaced.join(', ')})` : '';
  const renamed = node.rename.map((item) => `${name(item.from)} AS ${name(item.to)}`);
  const rename = renamed.length > 0 ? ` RENAME (${renamed.join(', ')})` : '';
  return `${qualifier}*${exclude}${replace}${rename}`;
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
