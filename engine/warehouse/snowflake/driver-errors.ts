import { codeOf, LakehouseError, messageOf } from '../../errors';

const field = (error: unknown, name: 'code' | 'sqlState'): string | undefined => {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = (error as { readonly [key: string]: unknown })[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** Snowflake's number and state before its own words, as everywhere behind the port. */
function words(error: unknown): string {
  const number = field(error, 'code')?.padStart(6, '0');
  if (number === undefined) return messageOf(error);
  return `${number} (${field(error, 'sqlState') ?? '?????'}): ${messageOf(error)}`;
}

/** A statement that failed: LH502. */
export function statementFailed(error: unknown, statement: string): LakehouseError {
  if (error instanceof LakehouseError) return error;
  const snippet = statement.trim().split('\n')[0]?.slice(0, 200);
  return new LakehouseError([
    { code: 'LH502', message: words(error), location: { file: 'statement', line: 1, snippet } },
  ]);
}

/**
 * Snowflake has answered that the statement failed; anything else (a lost connection, a session that ended) says
 * nothing about the statement.
 */
export const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'OperationFailedError';

/** Not a `LakehouseError`: the statement's fate is unknown, and asking again is right. */
export const notHeardOf = (what: string, error: unknown): Error =>
  new Error(`Snowflake was not heard of while ${what}: ${words(error)}`);

/** The driver's message alone: its error objects carry the request, and so the key's signature. */
export const loginFailed = (error: unknown, account: string): LakehouseError =>
  new LakehouseError([
    { code: 'LH560', message: `Snowflake account ${account} cannot be used: ${words(error)}.` },
  ]);

/** 002003: the object does not exist, or the role may not see it. */
export const isMissing = (error: unknown): boolean =>
  codeOf(error) === 'LH502' && /(^|\s)00(?:2003|2043) \(/.test(messageOf(error));
