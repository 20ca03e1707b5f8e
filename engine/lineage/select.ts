import { columnName } from '../warehouse/duckdb/translate/query/select';
import type { Expression, GroupBy, Select, SelectItem, Star } from '../warehouse/duckdb/translate/syntax/ast';
import { unknownBecause, type Derivation, type DerivedColumn } from './derivation';
import { derive } from './expressions';
import { relations, type DerivedFrom } from './relations';
import { rowsBy, type DerivedQuery, type Deriving } from './query';
import { scopeOf, type Member, type Scope } from './scope';

const EMPTY: DerivedFrom = { members: [], rows: [], shown: [] };

export function select(
  node: Select,
  outer: Scope,
  deriving: Deriving,
): DerivedQuery & { readonly members: readonly Member[] } {
  const from = node.from ? relations(node.from, deriving, outer) : EMPTY;
  let scope = scopeOf(from.members, outer);
  const columns: DerivedColumn[] = [];
  let unknown: string | undefined;
  for (const item of node.items) {
    const { expression } = item;
    if (expression.kind === 'star') {
      unknown ??= from.unknown;
      columns.push(...starred(expression, from, scope, deriving));
      continue;
    }
    const made = derive(expression, scope, deriving.query);
    columns.push({ ...made, name: nameOf(item) });
    if (item.alias) scope = { ...scope, aliases: new Map(scope.aliases).set(item.alias.text, made) };
  }
  const conditions = [node.where, node.having, node.qualify].flatMap((condition) =>
    condition ? [derive(condition, scope, deriving.query)] : [],
  );
  const groups = node.groupBy ? grouped(node.groupBy, node, columns, scope, deriving) : [];
  return { columns, rows: rowsBy([...from.rows, ...conditions, ...groups]), unknown, members: from.members };
}

function nameOf({ alias, expression, source }: SelectItem): string {
  if (alias) return alias.text;
  return expression.kind === 'column' ? (expression.path.at(-1)?.text ?? '') : columnName(source);
}

/** https://docs.snowflake.com/en/sql-reference/sql/select#parameters */
function starred(star: Star, from: DerivedFrom, scope: Scope, deriving: Deriving): readonly DerivedColumn[] {
  const label = star.qualifier.at(-1)?.text;
  const shown =
    label === undefined
      ? from.shown
      : from.members
          .filter((member) => member.label === label)
          .flatMap((member) => member.columns.filter(({ name }) => !name.startsWith('METADATA$')));
  const { ilike } = star;
  const pattern = ilike === undefined ? undefined : matcher(ilike);
  return shown
    .filter(({ name }) => !star.exclude.some(({ text }) => text === name) && (pattern?.test(name) ?? true))
    .map((column) => {
      const replaced = star.replace.find((item) => item.name.text === column.name);
      const value = replaced ? derive(replaced.expression, scope, deriving.query) : column;
      const to = star.rename.find((item) => item.from.text === column.name)?.to.text;
      return { ...value, name: to ?? column.name };
    });
}

const matcher = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'is',
  );

/** The keys of a group decide which rows there are. A number names an item by its place, and so may an alias. */
function grouped(
  groupBy: GroupBy,
  { items }: Select,
  columns: readonly DerivedColumn[],
  scope: Scope,
  deriving: Deriving,
): readonly Derivation[] {
  if (groupBy.kind === 'all') {
    // All items without an aggregate: which these are shows by what is a column alone, or made of such.
    return items.flatMap(({ expression }) =>
      expression.kind === 'column' ? [derive(expression, scope, deriving.query)] : [],
    );
  }
  const key = (expression: Expression): Derivation => {
    if (expression.kind !== 'number') return derive(expression, scope, deriving.query);
    const hasStar = items.some((item) => item.expression.kind === 'star');
    const column = columns[Number(expression.text) - 1];
    return column && !hasStar ? column : unknownBecause('a group is named by a place behind *');
  };
  return groupBy.elements.flatMap((element) => {
    switch (element.kind) {
      case 'item':
        return [key(element.expression)];
      case 'ROLLUP':
      case 'CUBE':
        return element.items.map(key);
      case 'sets':
        return element.sets.flat().map(key);
    }
  });
}
