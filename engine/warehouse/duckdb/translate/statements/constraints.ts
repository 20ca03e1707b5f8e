import type { Reader } from '../syntax/reader';
import type { Expression, Name } from '../syntax/ast';
import { expression } from '../syntax/expression';

export type Key = 'PRIMARY KEY' | 'UNIQUE';

/** What a constraint says: keys are told by DESCRIBE, NOT NULL and CHECK alone are enforced. */
export interface Constraint {
  readonly key?: Key | undefined;
  readonly columns: readonly Name[];
  readonly check?: Expression | undefined;
}

const PROPERTIES = [
  'ENFORCED',
  'DEFERRABLE',
  'INITIALLY',
  'DEFERRED',
  'IMMEDIATE',
  'ENABLE',
  'DISABLE',
  'VALIDATE',
  'NOVALIDATE',
  'RELY',
  'NORELY',
] as const;

/** [NOT] ENFORCED, RELY and the like, MATCH and ON of a foreign key: none of them has an effect on a standard table. */
export function constraintProperties(reader: Reader): void {
  for (;;) {
    if (reader.take('NOT', 'ENFORCED') || reader.take('NOT', 'DEFERRABLE')) continue;
    if (PROPERTIES.some((word) => reader.take(word))) continue;
    if (reader.take('MATCH') || reader.take('ON', 'UPDATE') || reader.take('ON', 'DELETE')) {
      if (!reader.take('SET', 'NULL') && !reader.take('SET', 'DEFAULT') && !reader.take('NO', 'ACTION'))
        reader.next();
      continue;
    }
    return;
  }
}

/** A constraint after a column. */
export function inlineConstraint(reader: Reader): Constraint | undefined {
  if (reader.take('CONSTRAINT')) reader.name();
  const found = keyword(reader, false);
  if (found) constraintProperties(reader);
  return found;
}

export const startsConstraint = (reader: Reader): boolean =>
  ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK'].some((word) => reader.is(word)) &&
  (!reader.is('CHECK') || reader.is('CHECK', '('));

/** `CONSTRAINT n PRIMARY KEY (a, b)` and the like between the columns, or after ADD. */
export function tableConstraint(reader: Reader): Constraint | undefined {
  if (!startsConstraint(reader)) return undefined;
  if (reader.take('CONSTRAINT')) reader.name();
  const found = keyword(reader, true);
  if (!found) return reader.unexpected('PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK');
  constraintProperties(reader);
  if (reader.take('COMMENT')) reader.string();
  return found;
}

function keyword(reader: Reader, listed: boolean): Constraint | undefined {
  const names = (): readonly Name[] => (listed ? reader.parenthesized(() => reader.names()) : []);
  if (reader.take('PRIMARY', 'KEY')) return { key: 'PRIMARY KEY', columns: names() };
  if (reader.take('UNIQUE')) return { key: 'UNIQUE', columns: names() };
  if (reader.take('CHECK')) return { columns: [], check: reader.parenthesized(() => expression(reader)) };
  const foreign = reader.take('FOREIGN', 'KEY');
  if (foreign) names();
  if (!reader.take('REFERENCES')) return foreign ? reader.unexpected('REFERENCES') : undefined;
  reader.path();
  if (reader.is('(')) reader.parenthesized(() => reader.names());
  return { columns: [] };
}
