import type { Environment } from '../emit/environment';
import { simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import { typeOf } from '../scope/scope';
import type { Expression, GroupBy, OrderItem, Query, Select } from '../syntax/ast';

/**
 * VARIANT as a key of GROUP BY and DISTINCT. Locally it is JSON text, and equal values have more than one: a key is
 * brought to its canonical text, in the list of GROUP BY and in the select list alike.
 */
export const variantKey = (sql: Sql): Sql =>
  isSemiStructured(sql.type) ? { ...sql, text: `sf.variant_key(${sql.text})`, simple: false } : sql;

/** The items of the select list that are keys, by their place. */
export function keyItems(node: Select, env: Environment): (index: number) => boolean {
  if (node.distinct) return () => true;
  const { groupBy } = node;
  if (!groupBy) return () => false;
  if (groupBy.kind === 'all') return (index) => isPath(node.items[index]?.expression);
  const grouped = elements(groupBy);
  const places = new Set(grouped.flatMap((item) => (item.kind === 'number' ? [Number(item.text) - 1] : [])));
  const names = new Set(grouped.flatMap((item) => aliasOf(item, env)));
  const paths = grouped.filter((item) => isPath(item) && aliasOf(rootOf(item), env).length === 0);
  const texts = new Set(paths.map((item) => env.expression(item, env).text));
  return (index) => {
    const item = node.items[index];
    if (!item) return false;
    if (places.has(index) || (item.alias && names.has(item.alias.text))) return true;
    return isPath(item.expression) && texts.size > 0 && texts.has(env.expression(item.expression, env).text);
  };
}

const isPath = (node: Expression | undefined): boolean => node?.kind === 'column' || node?.kind === 'element';

function elements(node: Exclude<GroupBy, { kind: 'all' }>): readonly Expression[] {
  return node.elements.flatMap((element) => {
    switch (element.kind) {
      case 'item':
        return [element.expression];
      case 'ROLLUP':
      case 'CUBE':
        return element.items;
      case 'sets':
        return element.sets.flat();
    }
  });
}

const rootOf = (node: Expression): Expression => (node.kind === 'element' ? rootOf(node.base) : node);

/** A name that no relation has is an alias of the select list. */
function aliasOf(node: Expression, env: Environment): readonly string[] {
  if (node.kind !== 'column' || node.path.length !== 1 || typeOf(env.scope, node.path) !== undefined) return [];
  return node.path.map(({ text }) => text);
}

/** A star under DISTINCT shows its columns as they are. */
export function refuseVariants(columns: Columns, at: number): void {
  const found = columns?.find(({ type }) => isSemiStructured(type));
  if (found) refuse(`DISTINCT over the VARIANT ${found.name}`, at, 'Use TO_JSON, or list the columns.');
}

/** ORDER BY 2, where the second column is a VARIANT: the column by its name, so that it can be ordered by its value. */
export function byName(item: OrderItem, node: Query, columns: Columns): OrderItem {
  const { expression } = item;
  const column = expression.kind === 'number' ? columns?.[Number(expression.text) - 1] : undefined;
  if (!column || !isSemiStructured(column.type)) return item;
  if (node.body.kind === 'set')
    refuse('ORDER BY a VARIANT of a set operation', expression.at, 'Put it into a subquery.');
  const { at } = expression;
  return { ...item, expression: { kind: 'column', path: [{ text: column.name, quoted: true, at }], at } };
}

/**
 * A VARIANT orders by its value: numbers by size, texts by their characters, a JSON null after them. How numbers and
 * texts in one column mix is not documented, so that is left to chance here as well.
 */
export function orderKeys(sql: Sql): readonly Sql[] {
  if (!isSemiStructured(sql.type)) return [sql];
  return ['order_null', 'order_number', 'order_text'].map((key) =>
    simple(`sf.${key}(${sql.text})`, 'unknown', sql.at),
  );
}
