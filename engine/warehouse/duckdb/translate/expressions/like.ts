import type { Environment } from '../emit/environment';
import { text } from '../emit/operand';
import { compound, Level, literal, within, type Sql } from '../emit/sql';
import { regexpLike } from '../functions/regexp';
import { refuse } from '../refusal';
import type { Like } from '../syntax/ast';

/**
 * LIKE and ILIKE mean the same in both engines, except that a backslash is no escape in Snowflake's default, nor in
 * DuckDB's. RLIKE matches the whole text. https://docs.snowflake.com/en/sql-reference/functions/like
 */
export function likeExpression(node: Like, env: Environment): Sql {
  const operand = text(env.expression(node.operand, env), node.operator);
  const tests = node.patterns.map((pattern) =>
    one(node, operand, text(env.expression(pattern, env), node.operator), env),
  );
  const [first] = tests;
  if (!first) throw new Error('LIKE has a pattern');
  const all =
    tests.length === 1
      ? first
      : compound(
          tests.map((test) => within(test, Level.Not)).join(node.quantifier === 'ALL' ? ' AND ' : ' OR '),
          node.quantifier === 'ALL' ? Level.And : Level.Or,
          'boolean',
          node.at,
        );
  return node.not ? compound(`NOT ${within(all, Level.Atom)}`, Level.Not, 'boolean', node.at) : all;
}

function one(node: Like, operand: Sql, pattern: Sql, env: Environment): Sql {
  if (node.operator === 'RLIKE') {
    if (node.escape) refuse('ESCAPE with RLIKE', node.at);
    return regexpLike(operand, pattern, undefined, node.at);
  }
  let escape = '';
  if (node.escape) {
    const character =
      node.escape.kind === 'string'
        ? node.escape.value
        : refuse('An ESCAPE that is no literal', node.escape.at);
    escape = ` ESCAPE ${literal(character)}`;
  }
  void env;
  const print = `${within(operand, Level.Concatenation)} ${node.operator} ${within(pattern, Level.Concatenation)}${escape}`;
  return compound(print, Level.Comparison, 'boolean', node.at);
}
