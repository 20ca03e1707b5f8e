import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { aliased, relation } from '../query/relation';
import { refuse, reject } from '../refusal';
import { scopeOf, type Member } from '../scope/scope';
import type { Alias, From, Path } from '../syntax/ast';
import { expression } from '../syntax/expression';
import { alias as readAlias, from as readFrom } from '../syntax/from';
import { valueItem } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { targetsOf } from './assignment';
import { assignmentList, assignments, targetMember, valueSql } from './dml';
import { refuseStamped } from './stamped';
import { dml, type Statement } from './statement';

interface Clause {
  readonly matched: boolean;
  readonly condition: string | undefined;
  readonly action: string;
}

/**
 * https://docs.snowflake.com/en/sql-reference/sql/merge
 * Several source rows for one target row are an error in Snowflake as soon as one of them updates; DuckDB takes one of
 * them. A query that runs before looks for such rows, over a source that is computed once.
 */
export const merge: Statement = (reader, env) => {
  reader.expect('MERGE', 'INTO');
  const table = reader.path();
  refuseStamped(table, 'MERGE into', env, 'Insert new rows instead.');
  const target = reader.is('USING') ? undefined : readAlias(reader);
  reader.expect('USING');
  const source = readFrom(reader);
  if (source.kind !== 'table' && source.kind !== 'derived')
    refuse('MERGE from this source', source.at, 'Put it into a query in parentheses.');
  reader.expect('ON');
  const { prepare, using, members } = sourceOf(source, env);
  const inner = { ...env, scope: scopeOf([targetMember(table, target, env), ...members]) };
  const on = truth(inner.expression(expression(reader), inner), 'ON').text;
  const clauses: Clause[] = [];
  while (reader.take('WHEN')) {
    const { at } = reader;
    const next = clause(reader, table, inner);
    if (clauses.some(({ matched, condition }) => matched === next.matched && condition === undefined))
      reject('SQL compilation error: A WHEN clause behind one of its kind without AND is unreachable', at);
    clauses.push(next);
  }
  if (clauses.length === 0) reader.unexpected('WHEN');
  if (reader.binds > 0) refuse('Placeholders in MERGE', reader.at);
  const label = identifier((target?.name ?? table.at(-1))?.text ?? '');
  const into = `${path(table)}${aliased(target)}`;
  const whens = clauses.map(
    ({ matched, condition, action }) =>
      `WHEN ${matched ? '' : 'NOT '}MATCHED${condition ? ` AND ${condition}` : ''} THEN ${action}`,
  );
  return dml(
    ...prepare,
    ...duplicateCheck(clauses, into, label, using, on),
    `MERGE INTO ${into} USING ${using} ON ${on} ${whens.join(' ')}`,
  );
};

const ASIDE = '"MERGE$SOURCE"';

/** A query as source is computed once, for the check and for the merge. */
function sourceOf(
  source: From,
  env: Environment,
): { readonly prepare: readonly string[]; readonly using: string; readonly members: readonly Member[] } {
  if (source.kind !== 'derived') {
    const { text, members } = relation(source, env);
    return { prepare: [], using: text, members };
  }
  const alias: Alias | undefined = source.alias;
  if (!alias || alias.columns.length > 0)
    refuse('A MERGE source without a plain alias', source.at, 'Add AS and a name.');
  const { text, columns } = env.query(source.query, env);
  return {
    prepare: [`CREATE OR REPLACE TEMPORARY TABLE ${ASIDE} AS ${text}`],
    using: `${ASIDE}${aliased(alias)}`,
    members: [{ label: alias.name.text, columns }],
  };
}

/** Snowflake's 100090: one target row, two or more source rows that act on it, at least one of them an update. */
function duplicateCheck(
  clauses: readonly Clause[],
  into: string,
  label: string,
  using: string,
  on: string,
): readonly string[] {
  const matched = clauses.filter((item) => item.matched);
  if (!matched.some(({ action }) => action.startsWith('UPDATE'))) return [];
  const kinds = matched
    .map(({ condition, action }) => `WHEN ${condition ?? 'TRUE'} THEN '${action.slice(0, 6)}'`)
    .join(' ');
  return [
    `SELECT CASE WHEN count(*) > 0 THEN sf.fail('100090 (42P18): Duplicate row detected during DML action') END FROM (SELECT "TARGET$ROW" FROM (SELECT ${label}.rowid AS "TARGET$ROW", CASE ${kinds} END AS "ACTION$" FROM ${into} JOIN ${using} ON ${on}) WHERE "ACTION$" IS NOT NULL GROUP BY "TARGET$ROW" HAVING count(*) > 1 AND bool_or("ACTION$" = 'UPDATE'))`,
  ];
}

function clause(reader: Reader, table: Path, env: Environment): Clause {
  const matched = !reader.take('NOT');
  reader.expect('MATCHED');
  // Other databases have NOT MATCHED BY SOURCE.
  if (reader.is('BY')) reject("001003 (42000): SQL compilation error: unexpected 'BY'", reader.at);
  const condition = reader.take('AND')
    ? `(${truth(env.expression(expression(reader), env), 'WHEN').text})`
    : undefined;
  reader.expect('THEN');
  return { matched, condition, action: matched ? change(reader, table, env) : addition(reader, table, env) };
}

function change(reader: Reader, table: Path, env: Environment): string {
  if (reader.take('DELETE')) return 'DELETE';
  reader.expect('UPDATE');
  if (reader.take('ALL', 'BY', 'NAME')) return byName('UPDATE', reader, env);
  reader.expect('SET');
  return `UPDATE SET ${assignments(assignmentList(reader), table, env)}`;
}

/** Both sides must have the same columns; DuckDB would fill what is missing with nulls. */
function byName(action: 'UPDATE' | 'INSERT', reader: Reader, { scope }: Environment): string {
  const [target, source] = scope.members.map(({ columns }) => columns?.map(({ name: column }) => column));
  const same = target && source && [...target].sort().join('\0') === [...source].sort().join('\0');
  if (target && source && !same)
    reject('SQL compilation error: ALL BY NAME needs the same columns in target and source', reader.at);
  return `${action} BY NAME`;
}

function addition(reader: Reader, table: Path, env: Environment): string {
  reader.expect('INSERT');
  if (reader.take('ALL', 'BY', 'NAME')) return byName('INSERT', reader, env);
  const columns = reader.is('(') ? reader.parenthesized(() => reader.list(() => reader.path().at(-1))) : [];
  reader.expect('VALUES');
  const known = targetsOf(table, env);
  const targets =
    columns.length > 0
      ? columns.map((column) => known?.get(column?.text ?? ''))
      : [...(known?.values() ?? [])];
  const items = reader.parenthesized(() => reader.list(() => valueItem(reader)));
  const values = items.map((item, index) => valueSql(item, targets[index], env));
  const list = columns.flatMap((column) => (column ? [name(column)] : []));
  return `INSERT${list.length > 0 ? ` (${list.join(', ')})` : ''} VALUES (${values.join(', ')})`;
}
