import type { Expression, From, Name } from './ast';
import { expression, startsQuery } from './expression';
import { alias } from './from';
import type { Reader } from './reader';
import { RESERVED } from './reserved';

/** https://docs.snowflake.com/en/sql-reference/constructs/pivot */
export function pivot(reader: Reader, input: From): From {
  const at = reader.at;
  reader.expect('PIVOT', '(');
  const aggregate = expression(reader);
  if (aggregate.kind !== 'call') return reader.unexpected('an aggregate');
  const suffix = optionalName(reader);
  reader.expect('FOR');
  const column = reader.name();
  reader.expect('IN', '(');
  if (reader.is('ANY') || startsQuery(reader)) reader.refuse('A dynamic PIVOT', 'List the values.');
  const values = reader.list(() => {
    const start = reader.at;
    const value = expression(reader);
    const source = reader.source(start);
    return { value, source, alias: optionalName(reader) };
  });
  reader.expect(')');
  let defaultOnNull: Expression | undefined;
  if (reader.take('DEFAULT', 'ON', 'NULL')) defaultOnNull = reader.parenthesized(() => expression(reader));
  reader.expect(')');
  return { kind: 'pivot', input, aggregate, suffix, column, values, defaultOnNull, alias: alias(reader), at };
}

/** A name after what it names, with AS or without. */
function optionalName(reader: Reader): Name | undefined {
  if (reader.take('AS')) return reader.name();
  const token = reader.peek();
  const named = token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(token.text));
  return named ? reader.name() : undefined;
}

/** https://docs.snowflake.com/en/sql-reference/constructs/unpivot */
export function unpivot(reader: Reader, input: From): From {
  const at = reader.at;
  reader.expect('UNPIVOT');
  const includeNulls = reader.take('INCLUDE', 'NULLS');
  if (!includeNulls) reader.take('EXCLUDE', 'NULLS');
  reader.expect('(');
  const value = reader.name();
  reader.expect('FOR');
  const name = reader.name();
  reader.expect('IN', '(');
  const columns = reader.list(() => {
    const column = reader.name();
    if (reader.is('AS') && reader.peek(1).kind === 'string') {
      reader.next();
      return { column, alias: reader.string() };
    }
    return { column, alias: reader.peek().kind === 'string' ? reader.string() : optionalName(reader)?.text };
  });
  reader.expect(')', ')');
  return { kind: 'unpivot', input, value, name, columns, includeNulls, alias: alias(reader), at };
}

/** https://docs.snowflake.com/en/sql-reference/constructs/sample */
export function sample(reader: Reader, input: From): From {
  const at = reader.next().start;
  const system = reader.take('SYSTEM') || reader.take('BLOCK');
  if (!system && !reader.take('BERNOULLI')) reader.take('ROW');
  reader.expect('(');
  const token = reader.peek();
  reader.number();
  const rows = reader.take('ROWS');
  reader.expect(')');
  const seeded = reader.take('REPEATABLE') || reader.take('SEED');
  const seed = seeded ? String(reader.parenthesized(() => reader.number())) : undefined;
  return { kind: 'sample', input, method: system ? 'SYSTEM' : 'BERNOULLI', size: token.text, rows, seed, at };
}
