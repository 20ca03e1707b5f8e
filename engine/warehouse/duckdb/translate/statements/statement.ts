import type { Environment } from '../emit/environment';
import type { Reader } from '../syntax/reader';
import type { Translation } from '../types';

/** What one kind of statement becomes; its reader has taken in the whole statement when it returns. */
export type Written = Omit<Translation, 'binds'>;
export type Statement = (reader: Reader, env: Environment) => Written;

export const nothing: Written = { kind: 'nothing', statements: [] };
export const ddl = (...statements: readonly string[]): Written => ({ kind: 'ddl', statements });
export const dml = (...statements: readonly string[]): Written => ({ kind: 'dml', statements });

/** Statements about accounts, roles and machines have no meaning here: their text is read to its end. */
export const ignored: Statement = (reader) => {
  while (reader.peek().kind !== 'end' && !reader.is(';')) reader.next();
  return nothing;
};

export function ifExists(reader: Reader): boolean {
  return reader.take('IF', 'EXISTS');
}

export function ifNotExists(reader: Reader): boolean {
  return reader.take('IF', 'NOT', 'EXISTS');
}
