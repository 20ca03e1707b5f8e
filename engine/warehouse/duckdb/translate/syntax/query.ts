import type {
  Cte,
  Expression,
  GroupBy,
  GroupElement,
  OrderAll,
  Query,
  QueryBody,
  Select,
  SelectItem,
} from './ast';
import { direction, orderItems } from './call';
import { expression, startsQuery } from './expression';
import { from } from './from';
import type { Reader } from './reader';
import { RESERVED } from './reserved';

/** Reserved words that are a mistake behind AS; there are more, which DuckDB takes as Snowflake does in quotes. */
const NO_ALIASES = new Set(['SELECT', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'UNION', 'JOIN', 'ON']);

export function query(reader: Reader): Query {
  const at = reader.at;
  const ctes = reader.take('WITH') ? commonTables(reader) : [];
  const { body, top } = setOperations(reader);
  const orderBy = reader.take('ORDER', 'BY') ? (orderAll(reader) ?? orderItems(reader)) : [];
  let limit = top;
  let offset: Expression | undefined;
  if (reader.take('LIMIT')) limit = expression(reader);
  if (reader.take('OFFSET')) {
    offset = expression(reader);
    if (!reader.take('ROWS')) reader.take('ROW');
  }
  if (reader.take('FETCH')) {
    if (!reader.take('FIRST')) reader.take('NEXT');
    limit = expression(reader);
    if (!reader.take('ROWS')) reader.take('ROW');
    reader.take('ONLY');
  }
  if (reader.is('FOR', 'UPDATE')) reader.refuse('FOR UPDATE');
  return { with: ctes, body, orderBy, limit, offset, at };
}

function orderAll(reader: Reader): OrderAll | undefined {
  return reader.take('ALL') ? { kind: 'all', ...direction(reader) } : undefined;
}

/** RECURSIVE is a permitted word in Snowflake, not a required one. */
function commonTables(reader: Reader): readonly Cte[] {
  reader.take('RECURSIVE');
  return reader.list(() => {
    const name = reader.name();
    const columns = reader.is('(') ? reader.parenthesized(() => reader.names()) : [];
    reader.expect('AS');
    return { name, columns, query: reader.parenthesized(() => query(reader)) };
  });
}

interface Operand {
  readonly body: QueryBody;
  readonly top?: Expression | undefined;
}

/** INTERSECT binds tighter than UNION, EXCEPT and MINUS: https://docs.snowflake.com/en/sql-reference/operators-query */
function setOperations(reader: Reader): Operand {
  let left = intersections(reader);
  for (;;) {
    const at = reader.at;
    const operator = reader.take('UNION')
      ? 'UNION'
      : reader.take('EXCEPT') || reader.take('MINUS')
        ? 'EXCEPT'
        : undefined;
    if (!operator) return left;
    left = joined(reader, left, operator, intersections, at);
  }
}

function intersections(reader: Reader): Operand {
  let left = operand(reader);
  while (reader.is('INTERSECT')) {
    const at = reader.next().start;
    left = joined(reader, left, 'INTERSECT', operand, at);
  }
  return left;
}

function joined(
  reader: Reader,
  left: Operand,
  operator: 'UNION' | 'EXCEPT' | 'INTERSECT',
  rightOf: (reader: Reader) => Operand,
  at: number,
): Operand {
  const all = reader.take('ALL');
  if (!all) reader.take('DISTINCT');
  if (all && operator !== 'UNION') reader.refuse(`${operator} ALL`);
  const byName = reader.take('BY', 'NAME');
  const right = rightOf(reader);
  return {
    body: { kind: 'set', operator, all, byName, left: closed(left, at), right: closed(right, at), at },
  };
}

/** TOP belongs to its own SELECT, so it is closed off before a set operation takes it in. */
function closed({ body, top }: Operand, at: number): QueryBody {
  return top ? { kind: 'nested', query: { with: [], body, orderBy: [], limit: top, at }, at } : body;
}

function operand(reader: Reader): Operand {
  const at = reader.at;
  if (reader.take('VALUES')) return { body: { kind: 'values', rows: valueRows(reader), at } };
  if (reader.is('(') && startsQuery(reader)) {
    return { body: { kind: 'nested', query: reader.parenthesized(() => query(reader)), at } };
  }
  return select(reader);
}

export function valueRows(reader: Reader): readonly (readonly Expression[])[] {
  return reader.list(() => reader.parenthesized(() => reader.list(() => valueItem(reader))));
}

/** DEFAULT stands for a value in VALUES and SET alone. */
export function valueItem(reader: Reader): Expression {
  const at = reader.at;
  const next = reader.peek(1);
  if (reader.is('DEFAULT') && next.kind === 'symbol' && (next.text === ',' || next.text === ')')) {
    reader.next();
    return { kind: 'default', at };
  }
  return expression(reader);
}

function select(reader: Reader): Operand {
  const at = reader.at;
  reader.expect('SELECT');
  const distinct = reader.take('DISTINCT');
  if (!distinct) reader.take('ALL');
  const top: Expression | undefined =
    reader.is('TOP') && reader.peek(1).kind === 'number'
      ? (reader.next(), { kind: 'number', text: String(reader.number()), at })
      : undefined;
  const items = selectItems(reader);
  if (reader.is('INTO')) reader.refuse('SELECT … INTO');
  const source = reader.take('FROM') ? from(reader) : undefined;
  const where = reader.take('WHERE') ? expression(reader) : undefined;
  if (reader.is('START', 'WITH') || reader.is('CONNECT', 'BY'))
    reader.refuse('CONNECT BY', 'Use a recursive CTE.');
  const groupBy = reader.take('GROUP', 'BY') ? grouping(reader) : undefined;
  const having = reader.take('HAVING') ? expression(reader) : undefined;
  const qualify = reader.take('QUALIFY') ? expression(reader) : undefined;
  const body: Select = { kind: 'select', distinct, items, from: source, where, groupBy, having, qualify, at };
  return { body, top };
}

function selectItems(reader: Reader): readonly SelectItem[] {
  const items: SelectItem[] = [];
  do {
    // A comma may follow the last item: https://docs.snowflake.com/en/sql-reference/sql/select
    if (items.length > 0 && (reader.is('FROM') || reader.peek().kind === 'end')) break;
    items.push(selectItem(reader));
  } while (reader.take(','));
  return items;
}

export function selectItem(reader: Reader): SelectItem {
  const start = reader.at;
  const value = expression(reader);
  const source = reader.source(start);
  if (reader.take('AS')) {
    if (reader.isAny(NO_ALIASES)) reader.unexpected('a name');
    return { expression: value, alias: reader.name(), source };
  }
  const token = reader.peek();
  const aliased = token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(token.text));
  return { expression: value, alias: aliased ? reader.name() : undefined, source };
}

function grouping(reader: Reader): GroupBy {
  return reader.take('ALL')
    ? { kind: 'all' }
    : { kind: 'list', elements: reader.list(() => groupElement(reader)) };
}

/** A column, or ROLLUP, CUBE or GROUPING SETS, which may stand beside columns. */
function groupElement(reader: Reader): GroupElement {
  for (const kind of ['ROLLUP', 'CUBE'] as const) {
    if (reader.is(kind, '(')) {
      reader.next();
      return { kind, items: reader.parenthesized(() => reader.list(() => expression(reader))) };
    }
  }
  if (!reader.take('GROUPING', 'SETS')) return { kind: 'item', expression: expression(reader) };
  const set = (): readonly Expression[] => {
    if (!reader.take('(')) return [expression(reader)];
    const items = reader.is(')') ? [] : reader.list(() => expression(reader));
    reader.expect(')');
    return items;
  };
  return { kind: 'sets', sets: reader.parenthesized(() => reader.list(set)) };
}
