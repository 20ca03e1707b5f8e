import type { Lambda } from './ast';
import { expression } from './expression';
import type { Reader } from './reader';
import { dataType } from './types';

/** Functions that take a lambda. https://docs.snowflake.com/en/user-guide/querying-semistructured#lambda-expressions */
export const HIGHER_ORDER: ReadonlySet<string> = new Set(['FILTER', 'TRANSFORM', 'REDUCE']);

type Parameter = Lambda['parameters'][number];

/** A lambda, where one stands here: `x -> …`, `x INT -> …`, `(a, b) -> …`. */
export function lambda(reader: Reader): Lambda | undefined {
  const mark = reader.mark();
  const at = reader.at;
  const parameters = reader.is('(') ? parenthesized(reader) : single(reader);
  if (parameters && reader.take('->')) return { parameters, body: expression(reader), at };
  reader.reset(mark);
  return undefined;
}

const isName = (reader: Reader): boolean => ['word', 'quoted'].includes(reader.peek().kind);

function parameter(reader: Reader): Parameter {
  const name = reader.name();
  return { name, type: isName(reader) ? dataType(reader) : undefined };
}

function single(reader: Reader): readonly Parameter[] | undefined {
  if (!isName(reader)) return undefined;
  const next = reader.peek(1);
  const begins = next.kind === 'word' || (next.kind === 'symbol' && next.text === '->');
  return begins ? [parameter(reader)] : undefined;
}

function parenthesized(reader: Reader): readonly Parameter[] | undefined {
  let ahead = 1;
  while (reader.peek(ahead).text !== ')' && reader.peek(ahead).kind !== 'end') ahead += 1;
  if (reader.peek(ahead + 1).text !== '->') return undefined;
  return reader.parenthesized(() => reader.list(() => parameter(reader)));
}
