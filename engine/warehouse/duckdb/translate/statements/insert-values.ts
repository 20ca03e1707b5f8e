import type { Environment } from '../emit/environment';
import type { Sql } from '../emit/sql';
import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse, reject } from '../refusal';
import type { Expression } from '../syntax/ast';
import { valueItem } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { assigned, type Target } from './assignment';

interface Item {
  readonly node: Expression;
  readonly source: string;
}

/**
 * The rows of INSERT … VALUES. https://docs.snowflake.com/en/sql-reference/sql/insert#usage-notes
 * Queries and semi-structured values are not allowed there, and the first row's types decide for the others.
 */
export function insertValues(reader: Reader, targets: readonly Target[], env: Environment): string {
  const rows = reader.list(() => reader.parenthesized(() => reader.list(() => readItem(reader))));
  const types: (Type | undefined)[] = [];
  const lines = rows.map((row) => {
    const cells = row.map(({ node, source }, index) => {
      if (node.kind === 'default') return 'DEFAULT';
      const value = env.expression(node, env);
      if (isSemiStructured(value.type) || holdsQuery(node))
        reject(
          `002014 (22000): SQL compilation error: Invalid expression [${source}] in VALUES clause`,
          node.at,
        );
      const leading = types[index];
      if (leading !== undefined) follow(leading, value, node, targets[index]);
      else if (value.type !== 'null') types[index] = value.type;
      return assigned(value, targets[index]);
    });
    return `(${cells.join(', ')})`;
  });
  return `VALUES ${lines.join(', ')}`;
}

function readItem(reader: Reader): Item {
  const from = reader.at;
  const node = valueItem(reader);
  return { node, source: reader.source(from) };
}

/** A text below a number is read as a number, whatever the column is. */
function follow(leading: Type, value: Sql, node: Expression, target: Target): void {
  if (value.type !== 'text' || leading === 'text' || leading === 'unknown') return;
  if (target?.type === leading || (isNumeric(leading) && target && isNumeric(target.type))) return;
  if (
    node.kind === 'string' &&
    isNumeric(leading) &&
    !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(node.value)
  )
    reject(`100038 (22018): Numeric value '${node.value}' is not recognized`, node.at);
  refuse(
    'A text below a value of another type in VALUES',
    node.at,
    'Write the values of a column as one type.',
  );
}

function holdsQuery(node: unknown): boolean {
  if (Array.isArray(node)) return node.some((part) => holdsQuery(part));
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && (node.kind === 'subquery' || node.kind === 'exists')) return true;
  return Object.values(node).some((part) => holdsQuery(part));
}
