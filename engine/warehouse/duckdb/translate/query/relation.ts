import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import type { Alias, From } from '../syntax/ast';
import { informationSchema } from './information-schema';
import { pivot, unpivot } from './pivot';
import { tableFunction } from './table-function';
import { values } from './values';

/** One side of FROM. */
export function relation(node: From, env: Environment): string {
  switch (node.kind) {
    case 'table':
      return `${informationSchema(node) ?? path(node.path)}${aliased(node.alias ?? informationAlias(node))}`;
    case 'derived':
      return `${node.lateral ? 'LATERAL ' : ''}(${env.query(node.query, env)})${aliased(node.alias)}`;
    case 'values':
      return values(node.rows, node.alias, env);
    case 'function':
      return `${tableFunction(node, env)}`;
    case 'pivot':
      return pivot(node, env);
    case 'unpivot':
      return unpivot(node, env);
    case 'sample':
      return refuse(
        'SAMPLE',
        node.at,
        'Its rows cannot be matched: filter by a hash of the key, or use LIMIT.',
      );
    case 'join':
      return join(node, env);
  }
}

const informationAlias = (node: Extract<From, { kind: 'table' }>): Alias | undefined => {
  const last = node.path.at(-1);
  return informationSchema(node) && last ? { name: last, columns: [] } : undefined;
};

export const aliased = (alias: Alias | undefined): string => {
  if (!alias) return '';
  const columns = alias.columns.length > 0 ? ` (${alias.columns.map(name).join(', ')})` : '';
  return ` AS ${identifier(alias.name.text)}${columns}`;
};

function join(node: Extract<From, { kind: 'join' }>, env: Environment): string {
  const left = relation(node.left, env);
  const inner = relation(node.right, env);
  const right = node.right.kind === 'join' ? `(${inner})` : inner;
  if (node.match && node.join !== 'ASOF') refuse('MATCH_CONDITION without ASOF JOIN', node.at);
  const on = node.on && truth(env.expression(node.on, env), 'ON').text;
  const using = node.using.length > 0 ? ` USING (${node.using.map(name).join(', ')})` : '';
  switch (node.join) {
    case 'COMMA':
      return `${left}, ${right}`;
    case 'CROSS':
      if (on !== undefined || using) refuse('ON or USING with CROSS JOIN', node.at);
      return `${left} CROSS JOIN ${right}`;
    case 'ASOF':
      return `${left} ASOF LEFT JOIN ${right} ON ${asof(node, on, env)}`;
    case 'INNER':
      if (node.natural) return `${left} NATURAL JOIN ${right}`;
      // JOIN without a condition is a cross join in Snowflake.
      if (on === undefined && !using) return `${left} CROSS JOIN ${right}`;
      return `${left} JOIN ${right}${on === undefined ? using : ` ON ${on}`}`;
    case 'LEFT':
    case 'RIGHT':
    case 'FULL': {
      if (node.natural) return `${left} NATURAL ${node.join} JOIN ${right}`;
      const condition = on ?? (isLateral(node.right) && !using ? 'TRUE' : undefined);
      if (condition === undefined && !using)
        refuse(`${node.join} JOIN without a condition`, node.at, 'Add ON or USING.');
      return `${left} ${node.join} JOIN ${right}${condition === undefined ? using : ` ON ${condition}`}`;
    }
  }
}

const isLateral = (node: From): boolean =>
  (node.kind === 'function' || node.kind === 'derived') && node.lateral;

/**
 * The nearest row of the right side, or nulls: https://docs.snowflake.com/en/sql-reference/constructs/asof-join
 * Limit: USING is refused, since it would change the columns of `*`.
 */
function asof(node: Extract<From, { kind: 'join' }>, on: string | undefined, env: Environment): string {
  const { match } = node;
  if (node.using.length > 0) refuse('ASOF JOIN with USING', node.at, 'Use ON.');
  if (match?.kind !== 'binary' || !['<', '<=', '>', '>='].includes(match.operator)) {
    return refuse('ASOF JOIN without a comparison in MATCH_CONDITION', node.at);
  }
  const condition = env.expression(match, env).text;
  return on === undefined ? condition : `(${on}) AND ${condition}`;
}
