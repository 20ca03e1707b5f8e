import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, path } from '../emit/identifier';
import { simple } from '../emit/sql';
import { truth } from '../expressions/operator';
import { refuse, unreadable } from '../refusal';
import { scopeOf } from '../scope/scope';
import type { Expression, Name, Path } from '../syntax/ast';
import { expression, startsQuery } from '../syntax/expression';
import { query as readQuery, valueItem } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { assigned, assignedQuery, targetsOf } from './assignment';
import { refuseStamped } from './stamped';
import { dml, type Written } from './statement';

/** `$2` is the second column of the query. */
type Value = Expression | { readonly kind: 'position'; readonly position: number; readonly at: number };

interface Into {
  readonly table: Path;
  readonly columns: readonly Name[];
  readonly values?: readonly Value[] | undefined;
}

/** A WHEN with its targets; without a condition what stands alone, or behind ELSE. */
interface Branch {
  readonly when?: Expression | undefined;
  readonly into: readonly Into[];
}

const ROWS = '"INSERT$ALL"';

/**
 * INSERT ALL and INSERT FIRST: https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table
 * The query is computed once; each INTO then takes the rows that its WHEN lets through.
 */
export function insertAll(reader: Reader, env: Environment, overwrite: boolean): Written {
  const first = reader.take('FIRST');
  if (!first) reader.expect('ALL');
  const branches = readBranches(reader);
  if (first && branches.every(({ when }) => !when)) unreadable('INSERT FIRST needs a WHEN.', reader.at);
  const source = env.query(readQuery(reader), env);
  if (reader.binds > 0) refuse('Placeholders with INSERT ALL or FIRST', reader.at);
  const inner = { ...env, scope: scopeOf([{ label: undefined, columns: source.columns }]) };
  const inserts = conditions(branches, first, inner).flatMap(({ into, condition }) =>
    into.map((target) => insertInto(target, condition, source, inner)),
  );
  const tables = new Set(branches.flatMap(({ into }) => into.map(({ table }) => path(table))));
  return {
    ...dml(
      `CREATE OR REPLACE TEMPORARY TABLE ${ROWS} AS ${source.text}`,
      ...(overwrite ? [...tables].map((table) => `DELETE FROM ${table}`) : []),
      ...inserts,
    ),
    counted: inserts.length,
  };
}

function readBranches(reader: Reader): readonly Branch[] {
  const branches: Branch[] = [];
  while (reader.take('WHEN')) {
    const when = expression(reader);
    reader.expect('THEN');
    branches.push({ when, into: readTargets(reader) });
  }
  if (branches.length === 0 || reader.take('ELSE')) branches.push({ into: readTargets(reader) });
  return branches;
}

function readTargets(reader: Reader): readonly Into[] {
  const targets: Into[] = [];
  while (reader.take('INTO')) {
    const table = reader.path();
    const columns = reader.is('(') && !startsQuery(reader) ? reader.parenthesized(() => reader.names()) : [];
    const values = reader.take('VALUES')
      ? reader.parenthesized(() => reader.list(() => readValue(reader)))
      : undefined;
    targets.push({ table, columns, values });
  }
  if (targets.length === 0) reader.unexpected('INTO');
  return targets;
}

function readValue(reader: Reader): Value {
  const at = reader.at;
  if (!reader.is('$') || reader.peek(1).kind !== 'number') return valueItem(reader);
  reader.next();
  return { kind: 'position', position: reader.number(), at };
}

/** The rows of each branch. ELSE takes those that no WHEN took; FIRST leaves a row to the first WHEN that takes it. */
function conditions(
  branches: readonly Branch[],
  first: boolean,
  env: Environment,
): readonly { readonly into: readonly Into[]; readonly condition: string | undefined }[] {
  const before: string[] = [];
  return branches.map(({ when, into }) => {
    const own = when && `((${truth(env.expression(when, env), 'WHEN').text}) IS TRUE)`;
    const others =
      (own === undefined || first) && before.length > 0 ? `NOT (${before.join(' OR ')})` : undefined;
    if (own !== undefined) before.push(own);
    const condition = [own, others].filter((part) => part !== undefined).join(' AND ');
    return { into, condition: condition === '' ? undefined : condition };
  });
}

function insertInto(
  { table, columns, values }: Into,
  condition: string | undefined,
  source: CompiledQuery,
  env: Environment,
): string {
  refuseStamped(table, 'INSERT ALL or FIRST into', env, 'Write one INSERT a table.');
  const known = targetsOf(table, env);
  const names = columns.length > 0 ? columns.map(({ text }) => text) : [...(known?.keys() ?? [])];
  const from = `FROM ${ROWS}${condition === undefined ? '' : ` WHERE ${condition}`}`;
  const into = (list: readonly string[]): string =>
    `INSERT INTO ${path(table)}${list.length > 0 ? ` (${list.map(identifier).join(', ')})` : ''}`;
  if (!values) {
    const targets = names.map((column) => known?.get(column));
    const list = columns.map(({ text }) => text);
    return `${into(list)} ${assignedQuery({ text: `SELECT * ${from}`, columns: source.columns }, targets)}`;
  }
  // DEFAULT is what a column gets that is not named.
  const given = values.flatMap((value, index) => {
    if (value.kind === 'default') return [];
    return [{ column: names[index] ?? '', text: cell(value, known?.get(names[index] ?? ''), source, env) }];
  });
  const complete = given.length === values.length;
  if (!complete && names.length !== values.length)
    refuse('DEFAULT without a list of columns', table[0]?.at ?? 0, 'List the columns.');
  const list = complete ? columns.map(({ text }) => text) : given.map(({ column }) => column);
  return `${into(list)} SELECT ${given.map(({ text }) => text).join(', ')} ${from}`;
}

function cell(
  value: Value,
  target: Parameters<typeof assigned>[1],
  source: CompiledQuery,
  env: Environment,
): string {
  if (value.kind !== 'position') return assigned(env.expression(value, env), target);
  const column = source.columns?.[value.position - 1];
  if (!column) return refuse(`$${value.position} of this query`, value.at, 'Name the column.');
  return assigned(simple(identifier(column.name), column.type, value.at), target);
}
