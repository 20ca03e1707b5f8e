import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import { namesColumn, typeOf, type Scope } from '../scope/scope';
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
  if (node.kind !== 'column' || node.path.length !== 1 || typeOf(env.scope, node.path) !== undefined)
    return [];
  return node.path.map(({ text }) => text);
}

/** A star under DISTINCT shows its columns as they are. */
export function refuseVariants(columns: Columns, at: number): void {
  const found = columns?.find(({ type }) => isSemiStructured(type));
  if (found) refuse(`DISTINCT over the VARIANT ${found.name}`, at, 'Use TO_JSON, or list the columns.');
}

/** A side of UNION, EXCEPT or INTERSECT, whose rows are told apart. */
export function distinctRows({ text, columns }: CompiledQuery): string {
  const variants = columns?.filter(({ type }) => isSemiStructured(type)) ?? [];
  if (variants.length === 0) return text;
  const keys = variants.map(({ name }) => `sf.variant_row(${identifier(name)}) AS ${identifier(name)}`);
  return `SELECT * REPLACE (${keys.join(', ')}) FROM (${text})`;
}

/** What stands behind ORDER BY, and the query whose rows it orders. */
interface Ordering {
  readonly node: Query;
  readonly columns: Columns;
  /** The columns of FROM: inside a call DuckDB takes a name for one of them before it takes it for an alias. */
  readonly from: Scope;
}

/** ORDER BY 2, where the second column is a VARIANT: the column by its name, so that it can be ordered by its value. */
export function orderedItem(item: OrderItem, ordering: Ordering): OrderItem {
  const { node, columns, from } = ordering;
  const { expression } = item;
  const column =
    expression.kind === 'number'
      ? columns?.[Number(expression.text) - 1]
      : expression.kind === 'column' && expression.path.length === 1
        ? columns?.find(({ name }) => name === expression.path[0]?.text)
        : undefined;
  if (!column || !isSemiStructured(column.type)) return item;
  const { at } = expression;
  if (node.body.kind === 'set')
    refuse('ORDER BY a VARIANT of a set operation', at, 'Put it into a subquery.');
  const path = [{ text: column.name, quoted: true, at }];
  if (namesColumn(from, path) && !isShown(node, column.name))
    refuse(`ORDER BY ${column.name}, which is a column and an alias of a VARIANT`, at, 'Use another alias.');
  return { ...item, expression: { kind: 'column', path, at } };
}

/** Whether the item of that name in the select list is the column of that name. */
function isShown({ body }: Query, name: string): boolean {
  const item = body.kind === 'select' ? body.items.find(({ alias }) => alias?.text === name) : undefined;
  return !item || (item.expression.kind === 'column' && item.expression.path.at(-1)?.text === name);
}

/** Whether DuckDB reads the item from FROM, where it has to be made the key that it is in the select list. */
export const readsKey = ({ node, from }: Ordering, { kind, ...rest }: Expression): boolean =>
  node.body.kind === 'select' &&
  (node.body.distinct || node.body.groupBy !== undefined) &&
  (kind === 'element' || (kind === 'column' && 'path' in rest && namesColumn(from, rest.path)));

export function refuseAll(columns: Columns, at: number): void {
  const found = columns?.find(({ type }) => isSemiStructured(type));
  if (found) refuse(`ORDER BY ALL over the VARIANT ${found.name}`, at, 'List the columns.');
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
