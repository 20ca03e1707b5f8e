import type { Alias, From, JoinKind, Name } from './ast';
import { call } from './call';
import { expression, startsQuery } from './expression';
import { pivot, sample, unpivot } from './pivot';
import { query, valueRows } from './query';
import type { Reader } from './reader';
import { RESERVED } from './reserved';

/** Everything after FROM: relations, joined or with commas between. */
export function from(reader: Reader): From {
  let left = joins(reader);
  while (reader.is(',')) {
    const at = reader.next().start;
    left = { kind: 'join', join: 'COMMA', natural: false, left, right: joins(reader), using: [], at };
  }
  return left;
}

function joins(reader: Reader): From {
  let left = relation(reader);
  for (;;) {
    const at = reader.at;
    const natural = reader.take('NATURAL');
    const join = joinKind(reader);
    if (!join) return natural ? reader.unexpected('JOIN') : left;
    const right = relation(reader);
    const match = reader.take('MATCH_CONDITION') ? reader.parenthesized(() => expression(reader)) : undefined;
    const on = reader.take('ON') ? expression(reader) : undefined;
    const using = !on && reader.take('USING') ? reader.parenthesized(() => reader.names()) : [];
    if (on !== undefined || using.length > 0) readOrder(reader);
    left = { kind: 'join', join, natural, left, right, on, using, match, at };
  }
}

/** `FIRST(t)` after a directed join says which side is read first: it changes no result. */
function readOrder(reader: Reader): void {
  const next = reader.peek(1);
  if ((reader.is('FIRST') || reader.is('LAST')) && next.kind === 'symbol' && next.text === '(') {
    reader.next();
    reader.parenthesized(() => reader.name());
  }
}

/** DIRECTED fixes the order in which the sides are read: it changes no result, and needs the kind of join written. */
function joinKind(reader: Reader): JoinKind | undefined {
  const directed = (...words: readonly string[]): boolean =>
    reader.take(...words, 'JOIN') || reader.take(...words, 'DIRECTED', 'JOIN');
  if (directed('CROSS')) return 'CROSS';
  if (reader.take('ASOF', 'JOIN')) return 'ASOF';
  if (reader.take('JOIN') || directed('INNER')) return 'INNER';
  for (const side of ['LEFT', 'RIGHT', 'FULL'] as const) {
    if (directed(side) || directed(side, 'OUTER')) return side;
  }
  return undefined;
}

function relation(reader: Reader): From {
  let found = unmodified(reader);
  for (;;) {
    if (reader.is('PIVOT', '(')) found = pivot(reader, found);
    else if (reader.is('UNPIVOT')) found = unpivot(reader, found);
    else if (reader.is('SAMPLE') || reader.is('TABLESAMPLE')) found = sample(reader, found);
    else return found;
  }
}

function unmodified(reader: Reader): From {
  const at = reader.at;
  const lateral = reader.take('LATERAL');
  if (reader.is('(')) return parenthesized(reader, lateral);
  if (reader.take('VALUES')) return { kind: 'values', rows: valueRows(reader), alias: alias(reader), at };
  if (reader.take('TABLE', '(')) {
    if (reader.peek().kind === 'string' || reader.is('$')) {
      const path = reader.textPath(at, 'TABLE()');
      reader.expect(')');
      return { kind: 'table', path, alias: alias(reader), at };
    }
    const inner = tableFunction(reader);
    reader.expect(')');
    return { kind: 'function', call: inner, lateral: true, alias: alias(reader), at };
  }
  if (reader.is('@')) reader.refuse('A query on a stage', 'Load the files with a pipe or COPY INTO.');
  const next = reader.peek(1);
  if (
    reader.peek().kind === 'word' &&
    !reader.is('IDENTIFIER') &&
    next.kind === 'symbol' &&
    next.text === '('
  ) {
    return { kind: 'function', call: tableFunction(reader), lateral, alias: alias(reader), at };
  }
  const path = reader.path();
  if (reader.is('AT', '(') || reader.is('BEFORE', '(')) reader.refuse('Time travel');
  if (reader.is('CHANGES', '(')) reader.refuse('CHANGES', 'Read METADATA$ROW_LAST_COMMIT_TIME.');
  if (reader.is('MATCH_RECOGNIZE')) reader.refuse('MATCH_RECOGNIZE');
  return { kind: 'table', path, alias: alias(reader), at };
}

function tableFunction(reader: Reader) {
  const at = reader.at;
  const name = reader.path().map((part) => part.text);
  return call(reader, name.join('.'), at);
}

function parenthesized(reader: Reader, lateral: boolean): From {
  const at = reader.at;
  if (startsQuery(reader)) {
    const mark = reader.mark();
    reader.next();
    const inner = query(reader);
    if (reader.take(')')) {
      const named = alias(reader);
      // `(VALUES …) AS t (a, b)` is a relation of values, so that its columns get Snowflake's names.
      if (
        inner.body.kind === 'values' &&
        inner.with.length === 0 &&
        !('kind' in inner.orderBy) &&
        inner.orderBy.length === 0 &&
        !inner.limit
      ) {
        return { kind: 'values', rows: inner.body.rows, alias: named, at };
      }
      return { kind: 'derived', query: inner, lateral, alias: named, at };
    }
    // `((select …) a join b)`: the parentheses belong to a join.
    reader.reset(mark);
  }
  reader.expect('(');
  const inner = from(reader);
  reader.expect(')');
  return inner;
}

const NOT_ALIASES = new Set(['AT', 'BEFORE', 'CHANGES']);

export function alias(reader: Reader): Alias | undefined {
  const explicit = reader.take('AS');
  const token = reader.peek();
  const next = reader.peek(1);
  const opens = next.kind === 'symbol' && next.text === '(';
  const named =
    explicit ||
    token.kind === 'quoted' ||
    (token.kind === 'word' && !RESERVED.has(token.text) && !(opens && NOT_ALIASES.has(token.text)));
  if (!named) return undefined;
  const name = reader.name();
  const columns: readonly Name[] = reader.is('(') ? reader.parenthesized(() => reader.names()) : [];
  return { name, columns };
}
