import type { Expression, Name, Path } from './ast';
import { call } from './call';
import { expression, startsQuery } from './expression';
import { interval } from './interval';
import { query } from './query';
import { Reader } from './reader';
import { BARE_FUNCTIONS, RESERVED } from './reserved';
import { star, wildcard } from './star';
import { dataType } from './types';

/** A primary expression and what may follow it: `::type`, `:path`, `[index]`, `.field` of a path. */
export function postfix(reader: Reader): Expression {
  let base = primary(reader);
  let inPath = false;
  for (;;) {
    const at = reader.at;
    if (reader.take('::')) {
      base = { kind: 'cast', expression: base, type: dataType(reader), try: false, at };
      inPath = false;
    } else if (reader.is(':') && ['word', 'quoted'].includes(reader.peek(1).kind)) {
      reader.next();
      base = { kind: 'element', base, key: field(reader), at };
      inPath = true;
    } else if (inPath && reader.take('.')) {
      base = { kind: 'element', base, key: field(reader), at };
    } else if (reader.take('[')) {
      const key = expression(reader);
      if (reader.is(':')) reader.refuse('A slice', 'Use ARRAY_SLICE.');
      reader.expect(']');
      base = { kind: 'element', base, key, at };
      inPath = true;
    } else {
      return base;
    }
  }
}

/** A field of a path keeps its case, quoted or not: paths into VARIANT are case-sensitive. */
function field(reader: Reader): Expression {
  const token = reader.peek();
  if (token.kind !== 'word' && token.kind !== 'quoted') reader.unexpected('a field');
  reader.next();
  const value = token.kind === 'quoted' ? token.text : reader.text.slice(token.start, token.end);
  return { kind: 'string', value, at: token.start };
}

function primary(reader: Reader): Expression {
  const token = reader.peek();
  const at = token.start;
  switch (token.kind) {
    case 'number':
      reader.next();
      return { kind: 'number', text: token.text, at };
    case 'string':
      reader.next();
      return { kind: 'string', value: token.text, at };
    case 'quoted':
      return named(reader);
    case 'word':
      return word(reader);
    case 'symbol':
      return symbol(reader);
    case 'end':
      return reader.unexpected('an expression');
  }
}

function symbol(reader: Reader): Expression {
  const at = reader.at;
  if (reader.take('?')) {
    reader.binds += 1;
    return { kind: 'bind', index: reader.binds, at };
  }
  if (reader.take('*')) return star(reader, [], at);
  if (reader.take('(')) {
    if (startsQuery(reader)) {
      const inner = query(reader);
      reader.expect(')');
      return { kind: 'subquery', query: inner, at };
    }
    const items = reader.list(() => expression(reader));
    reader.expect(')');
    const [only] = items;
    return items.length === 1 && only ? only : { kind: 'tuple', items, at };
  }
  if (reader.take('[')) {
    const items = reader.is(']') ? [] : reader.list(() => expression(reader));
    reader.expect(']');
    return { kind: 'array', items, at };
  }
  if (reader.take('{')) {
    const entry = () => {
      const key = reader.string();
      reader.expect(':');
      return { key, value: expression(reader) };
    };
    const all = reader.peek().kind === 'string' || reader.is('}') ? undefined : wildcard(reader);
    const entries = all || reader.is('}') ? [] : reader.list(entry);
    reader.expect('}');
    return { kind: 'object', star: all, entries, at };
  }
  if (reader.is('$')) return position(reader, [], at);
  if (reader.take(':')) return numberedBind(reader, at);
  return reader.unexpected('an expression');
}

/** `:1` names a value by its place, and may stand more than once. https://docs.snowflake.com/en/sql-reference/bind-variables */
function numberedBind(reader: Reader, at: number): Expression {
  const { kind, text } = reader.peek();
  if (kind !== 'number' || !/^[1-9]\d*$/.test(text))
    reader.refuse('A bind variable with a name', 'Use ? or :1 placeholders.');
  reader.next();
  reader.binds = Math.max(reader.binds, Number(text));
  return { kind: 'bind', index: Number(text), at };
}

const TYPED_LITERALS = new Set([
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_NTZ',
  'TIMESTAMP_LTZ',
  'TIMESTAMP_TZ',
  'DATETIME',
]);

function word(reader: Reader): Expression {
  const { start: at, text } = reader.peek();
  if (reader.take('NULL')) return { kind: 'null', at };
  if (reader.take('TRUE')) return { kind: 'boolean', value: true, at };
  if (reader.take('FALSE')) return { kind: 'boolean', value: false, at };
  if (text === 'CONNECT_BY_ROOT' || text === 'PRIOR') {
    const next = reader.peek(1).kind;
    if (next === 'word' || next === 'quoted') reader.refuse(text, 'Use a recursive CTE.');
  }
  if (reader.take('CASE')) return caseExpression(reader, at);
  if (reader.take('EXISTS')) return { kind: 'exists', query: reader.parenthesized(() => query(reader)), at };
  if (reader.take('CAST')) return castCall(reader, false, at);
  if (reader.take('TRY_CAST')) return castCall(reader, true, at);
  if (text === 'INTERVAL' && reader.peek(1).kind === 'string') return interval(reader);
  if (text === 'X' && reader.peek(1).kind === 'string' && reader.peek(1).start === reader.peek().end) {
    reader.next();
    const digits: Expression = { kind: 'string', value: reader.string(), at };
    return { kind: 'call', name: 'HEX_DECODE_BINARY', args: [digits], named: new Map(), distinct: false, at };
  }
  if (TYPED_LITERALS.has(text) && reader.peek(1).kind === 'string') {
    const type = dataType(reader);
    const value: Expression = { kind: 'string', value: reader.string(), at };
    return { kind: 'cast', expression: value, type, try: false, at };
  }
  if (BARE_FUNCTIONS.has(text) && !(reader.peek(1).kind === 'symbol' && reader.peek(1).text === '(')) {
    reader.next();
    return { kind: 'call', name: text, args: [], named: new Map(), distinct: false, at };
  }
  const next = reader.peek(1);
  const called = next.kind === 'symbol' && next.text === '(';
  if (RESERVED.has(text) && !called) return reader.unexpected('an expression');
  return named(reader);
}

/** A column, a call or `t.*`. */
function named(reader: Reader): Expression {
  const at = reader.at;
  const path: Name[] = [reader.name()];
  while (reader.take('.')) {
    if (reader.take('*')) return star(reader, path, at);
    if (reader.is('$')) return position(reader, path, at);
    path.push(reader.name());
  }
  if (reader.is('(', '+', ')')) reader.refuse('The mark (+) of an outer join', 'Use LEFT JOIN … ON.');
  if (reader.is('(')) return call(reader, path.map((part) => part.text).join('.'), at);
  if (path.length > 4) reader.refuse('A name of more than four parts');
  return { kind: 'column', path, at };
}

/** `$1`, `t.$1`: the column at a place. A session variable is written alike, with a name: `$name` is its value. */
function position(reader: Reader, qualifier: Path, at: number): Expression {
  if (qualifier.length === 0 && reader.peek(1).kind === 'word')
    return { ...expression(new Reader(reader.variable())), at };
  reader.expect('$');
  const token = reader.peek();
  if (token.kind !== 'number' || !/^[1-9]\d*$/.test(token.text)) reader.unexpected('the number of a column');
  reader.next();
  return { kind: 'place', qualifier, index: Number(token.text), at };
}

function castCall(reader: Reader, attempt: boolean, at: number): Expression {
  reader.expect('(');
  const inner = expression(reader);
  reader.expect('AS');
  const type = dataType(reader);
  reader.expect(')');
  return { kind: 'cast', expression: inner, type, try: attempt, at };
}

function caseExpression(reader: Reader, at: number): Expression {
  const operand = reader.is('WHEN') ? undefined : expression(reader);
  const whens: { when: Expression; then: Expression }[] = [];
  while (reader.take('WHEN')) {
    const when = expression(reader);
    reader.expect('THEN');
    whens.push({ when, then: expression(reader) });
  }
  if (whens.length === 0) reader.unexpected('WHEN');
  const otherwise = reader.take('ELSE') ? expression(reader) : undefined;
  reader.expect('END');
  return { kind: 'case', operand, whens, otherwise, at };
}
