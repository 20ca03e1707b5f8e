import type { Storage } from '../emit/data-type';
import { identifier } from '../emit/identifier';
import { literal } from '../emit/sql';
import type { Key } from './constraints';

/**
 * What DuckDB has no word for is told by CHECKs: they live and move with the table and its columns, and
 * compat/catalog.ts reads them back for DESCRIBE and INFORMATION_SCHEMA.
 */

/** VARCHAR(n) holds no longer text, https://docs.snowflake.com/en/sql-reference/data-types-text */
const fits = (column: string, length: number): string => `sf.fits(${column}, ${length})`;

/** A column of OBJECT or ARRAY holds nothing else. */
const holds = (column: string, kind: 'OBJECT' | 'ARRAY'): string => `json_type(${column}) = ${literal(kind)}`;

/** Always true: keys are not enforced. */
const marks = (column: string, key: Key): string => `sf.is_key(${column}, ${literal(key)})`;

export function checksOf(column: string, type: Storage, key: Key | undefined): readonly string[] {
  const at = identifier(column);
  return [
    ...(type.length === undefined ? [] : [fits(at, type.length)]),
    ...(type.type === 'object' ? [holds(at, 'OBJECT')] : []),
    ...(type.type === 'array' ? [holds(at, 'ARRAY')] : []),
    ...(key ? [marks(at, key)] : []),
  ];
}

/** A CHECK on the length of a text: an older file has it written out. */
const LENGTH = /(?:fits\(.*, |length\([^)]*\) *(?:>|<=) *)(\d+)/;

export const tellsLength = (check: string): boolean => LENGTH.test(check);

export const lengthIn = (checks: readonly string[]): number | undefined => {
  const found = checks.map((check) => LENGTH.exec(check)?.[1]).find(Boolean);
  return found === undefined ? undefined : Number(found);
};
