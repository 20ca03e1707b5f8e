import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LakehouseError } from '../../engine/errors';
import type { Cell, ColumnKind, Result, Session } from '../../engine/warehouse/port';

const folder = join(__dirname, '../cases/snowflake');

const value = z.union([
  z.null(),
  z.string(),
  z.boolean(),
  z.strictObject({ n: z.string() }),
  z.strictObject({ d: z.string() }),
  z.strictObject({ t: z.string() }),
  z.strictObject({ h: z.string() }),
  z.strictObject({ j: z.unknown() }),
]);

/** An error with Snowflake's number, and a part of its wording. */
const errorWith = z.strictObject({ error: z.string().regex(/^\d{6}$/), says: z.string().optional() });

const schema = z.array(
  z.strictObject({
    id: z.string(),
    source: z.string().regex(/^(doc|rule):\S|^known/),
    sql: z.array(z.string()).min(1),
    expected: z.union([z.array(z.array(value)), z.literal('error'), errorWith]),
    columns: z.array(z.string()).optional(),
    fails: z.array(z.number().int().nonnegative()).optional(),
    local: z.enum(['LH501', 'LH502', 'LH510']).optional(),
  }),
);

export type Expected = z.infer<typeof value>;
export type SnowflakeCase = z.infer<typeof schema>[number];

export const families: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

export const readCases = (file: string): readonly SnowflakeCase[] =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

export const casesOf = (family: string): readonly SnowflakeCase[] =>
  readCases(join(folder, `${family}.json`));

export interface Outcome {
  readonly verdict: 'equal' | 'refused' | 'different';
  /** What came instead of what was expected, or the refusal. */
  readonly found: string;
  /** Of a case that went through. */
  readonly result?: Result;
}

/** The schema in which a case runs; one query leaves nothing behind, and needs none. */
const schemaOf = ({ id, sql: [first = '', ...more] }: SnowflakeCase): string | undefined =>
  more.length === 0 && /^\s*(select|with)\b/i.test(first)
    ? undefined
    : `CASE_${id.replace(/\W/g, '_').toUpperCase()}`;

/** Runs one case, in a schema of its own if it makes anything. Any engine behind the port will do. */
export async function runCase(session: Session, item: SnowflakeCase): Promise<Outcome> {
  const schema = schemaOf(item);
  if (schema === undefined) return outcomeOf(session, item);
  await session.query(`create or replace schema ${schema}`);
  await session.query(`use schema ${schema}`);
  const outcome = await outcomeOf(session, item);
  // It may have left its transaction open.
  await attempt(session, 'rollback');
  await session.query(`drop schema ${schema}`);
  return outcome;
}

async function outcomeOf(session: Session, item: SnowflakeCase): Promise<Outcome> {
  let result: Result | undefined;
  for (const [index, sql] of item.sql.entries()) {
    const found = await attempt(session, sql);
    const fails = item.fails?.includes(index) ?? false;
    if (!(found instanceof LakehouseError)) {
      if (fails) return { verdict: 'different', found: `${sql} went through` };
      result = found;
      continue;
    }
    // Some things are found out when the statement is bound: a compatibility macro then fails instead of differing.
    const refusal = ['LH501', 'LH510'].includes(found.code) || / 0+ \(LOCAL\): /.test(found.message);
    if (refusal) return { verdict: 'refused', found: found.message };
    if (fails) continue;
    // What prepares the case has to go through: only the last statement may be the one that Snowflake refuses.
    const expected = index === item.sql.length - 1 && sameError(item.expected, found.message);
    return { verdict: expected ? 'equal' : 'different', found: found.message };
  }
  if (!result) throw new Error('a case has a statement that goes through');
  const compared = item.columns ? only(item.columns, result) : result;
  const equal = Array.isArray(item.expected) && sameRows(item.expected, compared);
  return { verdict: equal ? 'equal' : 'different', found: JSON.stringify(compared), result };
}

async function attempt(session: Session, sql: string): Promise<Result | LakehouseError> {
  try {
    return await session.query(sql);
  } catch (error: unknown) {
    if (error instanceof LakehouseError) return error;
    throw error;
  }
}

function sameError(expected: SnowflakeCase['expected'], message: string): boolean {
  if (expected === 'error') return true;
  if (Array.isArray(expected)) return false;
  return message.includes(expected.error) && message.includes(expected.says ?? '');
}

/** The named columns of a result, in the order of the names; a column that is not there gives no cells. */
function only(names: readonly string[], { columns, rows }: Result): Result {
  const places = names.map((name) => columns.findIndex((column) => column.name === name));
  const pick = <T>(list: readonly T[]): T[] => places.flatMap((place) => list.slice(place, place + 1));
  return { columns: pick(columns), rows: rows.map(pick) };
}

function sameRows(expected: readonly (readonly Expected[])[], { columns, rows }: Result): boolean {
  return (
    expected.length === rows.length &&
    expected.every((row, index) => {
      const found = rows[index] ?? [];
      return (
        row.length === found.length &&
        row.every((item, column) => same(item, found[column] ?? null, columns[column]?.kind))
      );
    })
  );
}

/** The kind of a column counts as well: a date is not a timestamp at midnight, nor a text that reads the same. */
function same(expected: Expected, found: Cell, kind: ColumnKind | undefined): boolean {
  if (expected === null) return found === null;
  if (found === null) return false;
  if (typeof expected === 'string') return kind === 'TEXT' && found === expected;
  if (typeof expected === 'boolean') return kind === 'BOOLEAN' && found === expected;
  if ('n' in expected) return isNumber(kind) && sameNumber(expected.n, found, kind);
  if ('d' in expected) return kind === 'DATE' && found === expected.d;
  if ('t' in expected)
    return (kind?.startsWith('TIMESTAMP') ?? false) && trimmed(found) === trimmed(expected.t);
  if ('h' in expected) return kind === 'TIME' && trimmed(found) === trimmed(expected.h);
  return isSemiStructured(kind) && typeof found === 'string' && sameJson(expected.j, found);
}

/** A text that is no JSON is what a case is there to find, not a reason to stop. */
function sameJson(expected: unknown, found: string): boolean {
  try {
    return canonical(JSON.parse(found)) === canonical(expected);
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Without the zeros that end a fraction of a second. */
const trimmed = (moment: Cell): string =>
  String(moment)
    .replace(/(\.\d*?)0+(?= |$)/, '$1')
    .replace(/\.(?= |$)/, '');

const isNumber = (kind: ColumnKind | undefined): boolean => kind === 'NUMBER' || kind === 'FLOAT';
const isSemiStructured = (kind: ColumnKind | undefined): boolean =>
  kind === 'VARIANT' || kind === 'OBJECT' || kind === 'ARRAY';

/** NUMBER to the last digit; FLOAT to the digits that the documentation prints, at most fifteen. */
function sameNumber(expected: string, found: Cell, kind: ColumnKind | undefined): boolean {
  if (kind === 'NUMBER' && typeof found === 'string') return decimal(expected) === decimal(found);
  const [left, right] = [Number(expected), Number(found)];
  if (kind === 'NUMBER') return left === right;
  return left === right || Math.abs(left - right) <= Math.abs(left) * 1e-14;
}

function decimal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? whole : `${whole}.${digits}`;
}

function canonical(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const entries = Object.entries(json).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
