import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal, type Sql } from '../emit/sql';
import { isWide } from '../expressions/operator';
import { shows } from '../functions/aggregates/counts';
import { invalid, refuse } from '../refusal';
import { typed } from '../scope/columns';
import type { From, Name, Star } from '../syntax/ast';
import { hiddenColumns, shownMembers } from './star';
import { hasTwins, sharesColumns, shownBy, type Shown } from './star-columns';

interface Replacement {
  readonly name: Name;
  readonly value: Sql;
}

/** https://docs.snowflake.com/en/sql-reference/sql/select#parameters: ILIKE or EXCLUDE, then REPLACE, then RENAME. */
export function star(node: Star, from: From | undefined, env: Environment): CompiledQuery {
  if (!from) return refuse('* without FROM', node.at);
  if (node.ilike !== undefined && node.exclude.length > 0)
    return refuse('* ILIKE with EXCLUDE', node.at, 'Snowflake does not have it either.');
  const replacements = node.replace.map((item) => ({
    name: item.name,
    value: env.expression(item.expression, env),
  }));
  const shown = shownBy(node, from, env.scope);
  const both = node.rename.some((item) => node.replace.some((other) => other.name.text === item.from.text));
  const mixed = node.qualifier.length === 0 && sharesColumns(from);
  const twins = hasTwins(shownMembers(node, env.scope));
  if (!both && !mixed && !twins && node.ilike === undefined) return asWritten(node, replacements, shown, env);
  if (shown) return listed(node, replacements, shown);
  const alone = node.ilike !== undefined && !mixed && node.replace.length + node.rename.length === 0;
  if (alone && node.ilike !== undefined && node.qualifier.length === 0)
    return { text: `COLUMNS(lambda _sf: _sf ILIKE ${literal(node.ilike)})`, columns: undefined };
  return refuse('This * over a relation whose columns are not known', node.at, 'List the columns.');
}

/** The star itself, for DuckDB has the same clauses. */
function asWritten(
  node: Star,
  replacements: readonly Replacement[],
  shown: readonly Shown[] | undefined,
  env: Environment,
): CompiledQuery {
  const hidden = hiddenColumns(shownMembers(node, env.scope)).map(identifier);
  const clause = (word: string, items: readonly string[]): string =>
    items.length > 0 ? ` ${word} (${items.join(', ')})` : '';
  const qualifier = node.qualifier.length > 0 ? `${path(node.qualifier)}.` : '';
  const text = [
    `${qualifier}*`,
    clause('EXCLUDE', [...node.exclude.map(name), ...hidden]),
    clause(
      'REPLACE',
      replacements.map((item) => `${item.value.text} AS ${name(item.name)}`),
    ),
    clause(
      'RENAME',
      node.rename.map((item) => `${name(item.from)} AS ${name(item.to)}`),
    ),
  ].join('');
  return { text, columns: shown && listed(node, replacements, shown).columns };
}

/** Column by column, where DuckDB's star would show others, or in another order. */
function listed(node: Star, replacements: readonly Replacement[], shown: readonly Shown[]): CompiledQuery {
  for (const { text: column, at } of [...node.exclude, ...node.rename.map(({ from }) => from)])
    if (!shown.some((item) => item.name === column)) invalid(`invalid identifier '${column}'`, at);
  const left = shown.filter((column) => shows(node, column.name));
  if (left.length === 0) invalid('SELECT with no columns', node.at);
  const columns = left.map((column) => {
    const replaced = replacements.find((item) => item.name.text === column.name)?.value;
    const renamed = node.rename.find((item) => item.from.text === column.name)?.to.text;
    return {
      text: replaced?.text ?? column.text,
      ...(replaced
        ? { type: replaced.type, decimal: replaced.decimal, wide: isWide(replaced) }
        : typed(column)),
      name: renamed ?? column.name,
    };
  });
  const text = columns.map((column) => `${column.text} AS ${identifier(column.name)}`).join(', ');
  return {
    text,
    columns: columns.map(({ name: label, type, decimal, wide }) => ({ name: label, type, decimal, wide })),
  };
}
