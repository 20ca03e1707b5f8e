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

const schema = z.array(
  z.strictObject({
    id: z.string(),
    source: z.string().regex(/^(doc|rule):\S|^known/),
    sql: z.array(z.string()).min(1),
    expected: z.union([z.array(z.array(value)), z.literal('error')]),
    local: z.enum(['LH501', 'LH502', 'LH510']).optional(),
  }),
);

export type Expected = z.infer<typeof value>;
export type SnowflakeCase = z.infer<typeof schema>[number];

export const families: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

export const casesOf = (family: string): readonly SnowflakeCase[] =>
  schema.parse(JSON.parse(readFileSync(join(folder, `${family}.json`), 'utf8')));

export interface Outcome {
  readonly verdict: 'equal' | 'refused' | 'different';
  /** What came instead of what was expected, or the refusal. */
  readonly found: string;
}

/** Runs one case in a schema of its own. Any engine behind the port will do. */
export async function runCase(session: Session, item: SnowflakeCase): Promise<Outcome> {
  const schemaName = `CASE_${item.id.replace(/\W/g, '_').toUpperCase()}`;
  await session.query(`create or replace schema ${schemaName}`);
  await session.query(`use schema ${schemaName}`);
  let result: Result | undefined;
  try {
    for (const sql of item.sql) result = await session.query(sql);
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    // Some things are found out when the statement is bound: a compatibility macro then fails instead of differing.
    const refusal = ['LH501', 'LH510'].includes(error.code) || / 0+ \(LOCAL\): /.test(error.message);
    if (refusal) return { verdict: 'refused', found: error.message };
    return { verdict: item.expected === 'error' ? 'equal' : 'different', found: error.message };
  }
  if (!result) throw new Error('a case has a statement');
  const equal = item.expected !== 'error' && sameRows(item.expected, result);
  return { verdict: equal ? 'equal' : 'different', found: JSON.stringify(result) };
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
  return (
    isSemiStructured(kind) &&
    typeof found === 'string' &&
    canonical(JSON.parse(found)) === canonical(expected.j)
  );
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
