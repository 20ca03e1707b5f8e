import type { Storage } from '../emit/data-type';
import { identifier } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse, type Offset } from '../refusal';
import type { Key } from './constraints';
import { KEPT } from '../../compat/errors';

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

/**
 * What a table holds for ever: DuckDB could not replace a compatibility macro that a table depends on, and so could not
 * open the database with a newer set of them.
 */
export function lasting(text: string, what: string, at: Offset): string {
  const macros = [...text.matchAll(/\bsf\.(\w+)\(/g)].map(([, macro = '']) => macro);
  if (macros.some((macro) => !KEPT.has(macro)))
    refuse(`${what} of this expression`, at, 'Compute the value where rows are written or read.');
  return text;
}
