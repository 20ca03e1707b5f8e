import type { Translation } from '../../engine/warehouse/duckdb/translate';
import type { Type } from '../../engine/warehouse/duckdb/translate/emit/type';
import type { ColumnKind, Result } from '../../engine/warehouse/port';

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

/** Where the columns that the translator inferred are not those that DuckDB found when it bound the statement. */
export function disagreements(translation: Translation, { columns: found }: Result): readonly string[] {
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
