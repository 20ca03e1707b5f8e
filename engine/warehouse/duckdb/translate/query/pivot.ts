import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import { scopeOf } from '../scope/scope';
import type { From } from '../syntax/ast';
import { aliased, relation } from './relation';

const AGGREGATES: ReadonlySet<string> = new Set(['SUM', 'COUNT', 'MIN', 'MAX', 'AVG']);

/**
 * The columns are named after the values as they are written, quotes and all: `'2023_Q1'`.
 * https://docs.snowflake.com/en/sql-reference/constructs/pivot
 */
export function pivot(node: Extract<From, { kind: 'pivot' }>, env: Environment): string {
  const { aggregate } = node;
  if (
    !AGGREGATES.has(aggregate.name) ||
    aggregate.args.length !== 1 ||
    aggregate.distinct ||
    aggregate.over
  ) {
    refuse(
      `PIVOT with this ${aggregate.name}`,
      aggregate.at,
      'Use SUM, COUNT, MIN, MAX or AVG of one column.',
    );
  }
  if (aggregate.name === 'AVG') refuse('PIVOT with AVG', aggregate.at, 'Divide a SUM by a COUNT.');
  if (node.defaultOnNull) refuse('DEFAULT ON NULL', node.defaultOnNull.at, 'Use COALESCE on the columns.');
  const input = relation(node.input, env);
  const inner = { ...env, scope: scopeOf(input.members, env.scope) };
  const values = node.values.map(({ value, alias, source }) => {
    if (value.kind !== 'string' && value.kind !== 'number')
      refuse('PIVOT by a value that is no literal', value.at);
    return `${env.expression(value, env).text} AS ${alias ? name(alias) : identifier(source)}`;
  });
  const call = `${aggregate.name.toLowerCase()}(${aggregate.args.map((arg) => env.expression(arg, inner).text).join(', ')})`;
  const alias = node.alias ?? { name: { text: '_PIVOT', quoted: false, at: node.at }, columns: [] };
  return `(SELECT * FROM ${input.text} PIVOT (${call} FOR ${name(node.column)} IN (${values.join(', ')})))${aliased(alias)}`;
}

/** The names become texts in capitals. https://docs.snowflake.com/en/sql-reference/constructs/unpivot */
export function unpivot(node: Extract<From, { kind: 'unpivot' }>, env: Environment): string {
  const columns = node.columns.map(
    ({ column, alias }) => `${name(column)} AS ${literal(alias ?? column.text)}`,
  );
  const nulls = node.includeNulls ? 'INCLUDE NULLS ' : '';
  const alias = node.alias ?? { name: { text: '_UNPIVOT', quoted: false, at: node.at }, columns: [] };
  return `(SELECT * FROM ${relation(node.input, env).text} UNPIVOT ${nulls}(${name(node.value)} FOR ${name(node.name)} IN (${columns.join(', ')})))${aliased(alias)}`;
}
