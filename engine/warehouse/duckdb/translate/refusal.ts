import { LakehouseError, type ErrorCode } from '../../../errors';

/** Where a construct starts in the statement's text, counted in UTF-16 units from 0. */
export type Offset = number;

/**
 * What stops a translation, before the text it came from is at hand. `translate` turns it into a `LakehouseError`
 * with line, column and snippet.
 */
export class Refusal extends Error {
  constructor(
    readonly code: Extract<ErrorCode, 'LH501' | 'LH502' | 'LH510'>,
    message: string,
    readonly at: Offset,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** LH501: Snowflake knows it, the local engine does not (or not with the same result). */
export function refuse(construct: string, at: Offset, instead?: string): never {
  throw new Refusal(
    'LH501',
    `${construct} is not supported on the local engine.${instead ? ` ${instead}` : ''}`,
    at,
  );
}

/** LH510: the text does not read as a statement that is known here. */
export function unreadable(message: string, at: Offset): never {
  throw new Refusal('LH510', message, at);
}

/** LH502: Snowflake would not compile it either, and says so with this number. */
export function invalid(message: string, at: Offset): never {
  throw new Refusal('LH502', `000904 (42000): SQL compilation error: ${message}`, at);
}

/** LH502: Snowflake refuses it too, with this number and state, where DuckDB would not. */
export function reject(snowflakeError: string, at: Offset): never {
  throw new Refusal('LH502', snowflakeError, at);
}

/** The error a user sees, placed in the text he wrote. */
export function located(refusal: Refusal, text: string): LakehouseError {
  const before = text.slice(0, refusal.at);
  const line = before.split('\n').length;
  const column = refusal.at - (before.lastIndexOf('\n') + 1) + 1;
  const snippet = text.split('\n')[line - 1] ?? '';
  return new LakehouseError([
    { code: refusal.code, message: refusal.message, location: { file: 'statement', line, column, snippet } },
  ]);
}
