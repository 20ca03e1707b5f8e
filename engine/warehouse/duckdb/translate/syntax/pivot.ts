import type { Expression, From } from './ast';
import { expression, startsQuery } from './expression';
import { alias } from './from';
import type { Reader } from './reader';

/** https://docs.snowflake.com/en/sql-reference/constructs/pivot */
export function pivot(reader: Reader, input: From): From {
  const at = reader.at;
  reader.expect('PIVOT', '(');
  const aggregate = expression(reader);
  if (aggregate.kind !== 'call') return reader.unexpected('an aggregate');
  reader.expect('FOR');
  const column = reader.name();
  reader.expect('IN', '(');
  if (reader.is('ANY') || startsQuery(reader)) reader.refuse('A dynamic PIVOT', 'List the values.');
  const values = reader.list(() => {
    const start = reader.at;
    const value = expression(reader);
    const source = reader.source(start);
    return { value, source, alias: reader.take('AS') ? reader.name() : undefined };
  });
  reader.expect(')');
  let defaultOnNull: Expression | undefined;
  if (reader.take('DEFAULT', 'ON', 'NULL')) defaultOnNull = reader.parenthesized(() => expression(reader));
  reader.expect(')');
  return { kind: 'pivot', input, aggregate, column, values, defaultOnNull, alias: alias(reader), at };
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
    if (!reader.take('AS')) return { column };
    return { column, alias: reader.peek().kind === 'string' ? reader.string() : reader.name().text };
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
