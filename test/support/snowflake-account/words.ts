import { LakehouseError } from '../../../engine/errors';
import type { Cell, Result } from '../../../engine/warehouse/port';

/** A name in a statement: plain, or in quotes; parts joined by dots. */
export const NAME = String.raw`((?:[A-Za-z_][\w$]*|"(?:[^"]|"")+")(?:\.(?:[A-Za-z_][\w$]*|"(?:[^"]|"")+"))*)`;

/** As Snowflake stores it. */
export const stored = (name: string): string =>
  (name.match(/"(?:[^"]|"")+"|[^."]+/g) ?? [])
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toUpperCase()))
    .join('.');

/** The text of a string literal. */
export const unquoted = (literal: string): string =>
  literal.slice(1, -1).replaceAll("''", "'").replaceAll('\\\\', '\\');

/** `NAME = value` of a statement; values are numbers, words, strings or lists. */
export function properties(sql: string): { [name: string]: string } {
  const found: { [name: string]: string } = {};
  const pattern =
    /\b([A-Z_0-9]+)\s*=\s*('(?:[^']|'')*'|\((?:[^()']|'(?:[^']|'')*')*\)|"(?:[^"]|"")+"|[\w.$-]+)/gi;
  for (const [, name = '', value = ''] of sql.matchAll(pattern))
    found[name.toUpperCase()] = value.startsWith("'") ? unquoted(value) : value;
  return found;
}

export const strings = (list: string): string[] => (list.match(/'(?:[^']|'')*'/g) ?? []).map(unquoted);

export const table = (
  names: readonly string[],
  rows: readonly (readonly (Cell | undefined)[])[],
): Result => ({
  columns: names.map((name) => ({ name, kind: 'TEXT', type: 'VARCHAR' })),
  rows: rows.map((row) => row.map((cell) => cell ?? null)),
});

export const status = (text: string): Result => table(['status'], [[text]]);

/** An error in Snowflake's numbers and words. */
export const refusal = (number: string, state: string, message: string): LakehouseError =>
  new LakehouseError([{ code: 'LH502', message: `${number} (${state}): ${message}` }]);

export const missing = (type: string, name: string): LakehouseError =>
  refusal('002003', '02000', `SQL compilation error:\n${type} '${name}' does not exist or not authorized.`);

export const forbidden = (type: string, name: string): LakehouseError =>
  refusal(
    '003001',
    '42501',
    `SQL access control error:\nInsufficient privileges to operate on ${type} '${name}'.`,
  );

/** LIKE of SHOW, whatever the case. */
export function like(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = [...pattern]
    .map((sign) => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const expression = new RegExp(`^${source}$`, 'is');
  return (name) => expression.test(name);
}
