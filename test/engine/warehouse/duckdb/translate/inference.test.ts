import { LakehouseError } from '../../../../../engine/errors';
import { translate, type Translation } from '../../../../../engine/warehouse/duckdb/translate';
import type { Type } from '../../../../../engine/warehouse/duckdb/translate/emit/type';
import type { ColumnKind, Result, Session } from '../../../../../engine/warehouse/port';
import { localWarehouse } from '../../../../support/local-warehouse';
import { casesOf, families, type SnowflakeCase } from '../../../../support/snowflake-cases';

/** The kinds of result that a type inferred from the text allows. */
const KINDS: Readonly<Record<Type, readonly ColumnKind[] | 'any'>> = {
  unknown: 'any',
  null: 'any',
  integer: ['NUMBER'],
  number: ['NUMBER'],
  numeric: ['NUMBER', 'FLOAT'],
  float: ['FLOAT'],
  text: ['TEXT'],
  boolean: ['BOOLEAN'],
  date: ['DATE'],
  time: ['TIME'],
  timestamp: ['TIMESTAMP_NTZ'],
  timestamptz: ['TIMESTAMP_LTZ', 'TIMESTAMP_TZ'],
  binary: ['BINARY'],
  variant: ['VARIANT', 'OBJECT', 'ARRAY'],
  array: ['VARIANT', 'OBJECT', 'ARRAY'],
  object: ['VARIANT', 'OBJECT', 'ARRAY'],
  interval: [],
};

function disagreements(translation: Translation, { columns: found }: Result): readonly string[] {
  const { columns } = translation;
  if (translation.kind !== 'query' || !columns) return [];
  const names = (list: readonly { readonly name: string }[]): string =>
    list.map(({ name }) => name).join(', ');
  if (names(columns) !== names(found)) return [`names: inferred ${names(columns)}, found ${names(found)}`];
  return columns.flatMap(({ name, type }, index) => {
    const kind = found[index]?.kind ?? 'TEXT';
    const allowed = KINDS[type];
    return allowed === 'any' || allowed.includes(kind) ? [] : [`${name}: inferred ${type}, found ${kind}`];
  });
}

/** @param before called before each statement */
async function runAlone(
  session: Session,
  { sql: statements }: SnowflakeCase,
  before: () => void,
): Promise<Result | undefined> {
  await session.query('rollback');
  await session.query('create or replace schema inferred');
  await session.query('use schema inferred');
  let result: Result | undefined;
  try {
    for (const sql of statements) {
      before();
      result = await session.query(sql);
    }
    return result;
  } catch (error: unknown) {
    if (error instanceof LakehouseError) return undefined;
    throw error;
  }
}

test('what is inferred of the columns of a query is what DuckDB finds when it binds it, in every case', async () => {
  let last: Translation | undefined;
  const { warehouse, close } = await localWarehouse({
    translate: (sql, context) => (last = translate(sql, context)),
  });
  const session = await warehouse.session();
  const wrong: string[] = [];
  for (const item of families.flatMap((family) => casesOf(family))) {
    const result = await runAlone(session, item, () => (last = undefined));
    if (!result || !last) continue;
    for (const line of disagreements(last, result))
      wrong.push(`${item.id} ${line}\n  ${item.sql.at(-1) ?? ''}`);
  }
  await session.close();
  await close();
  expect(wrong.join('\n')).toBe('');
}, 120_000);
