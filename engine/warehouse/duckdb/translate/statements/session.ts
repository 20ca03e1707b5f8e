import { path } from '../emit/identifier';
import { reject, refuse } from '../refusal';
import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';
import { ignored, nothing, type Statement, type Written } from './statement';

export const begin: Statement = (reader) => {
  if (reader.take('START')) reader.expect('TRANSACTION');
  else {
    reader.expect('BEGIN');
    if (!reader.take('TRANSACTION')) reader.take('WORK');
  }
  if (reader.take('NAME')) reader.name();
  if (reader.peek().kind !== 'end' && !reader.is(';'))
    reader.refuse('A scripting block', 'Send its statements one by one.');
  return { kind: 'transaction', statements: ['BEGIN TRANSACTION'] };
};

export const commit: Statement = (reader) => {
  reader.expect('COMMIT');
  reader.take('WORK');
  return { kind: 'transaction', statements: ['COMMIT'] };
};

export const rollback: Statement = (reader) => {
  reader.expect('ROLLBACK');
  reader.take('WORK');
  return { kind: 'transaction', statements: ['ROLLBACK'] };
};

/** Roles and warehouses are none here. USE of a bare name is a database's or a schema's, as DuckDB finds it. */
export const use: Statement = (reader, env) => {
  reader.expect('USE');
  if (reader.is('ROLE') || reader.is('WAREHOUSE') || reader.is('SECONDARY')) return ignored(reader, env);
  if (!reader.take('DATABASE')) reader.take('SCHEMA');
  return { kind: 'session', statements: [`USE ${path(reader.path())}`] };
};

/** Nobody else is here to be granted anything. */
export const grant: Statement = (reader, env) => {
  reader.next();
  ignored(reader, env);
  return nothing;
};

/** Settings that are as the local engine behaves, or that say nothing about results. */
const SESSION_SETTINGS: Readonly<Record<string, readonly string[] | 'any'>> = {
  QUERY_TAG: 'any',
  STATEMENT_TIMEOUT_IN_SECONDS: 'any',
  STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: 'any',
  LOCK_TIMEOUT: 'any',
  USE_CACHED_RESULT: 'any',
  ABORT_DETACHED_QUERY: 'any',
  CLIENT_SESSION_KEEP_ALIVE: 'any',
  TIMEZONE: ['UTC', 'ETC/UTC'],
  TIMESTAMP_TYPE_MAPPING: ['TIMESTAMP_NTZ'],
  WEEK_START: ['0'],
  WEEK_OF_YEAR_POLICY: ['0'],
  AUTOCOMMIT: ['TRUE'],
  QUOTED_IDENTIFIERS_IGNORE_CASE: ['FALSE'],
  ERROR_ON_NONDETERMINISTIC_MERGE: ['TRUE'],
  ERROR_ON_NONDETERMINISTIC_UPDATE: ['FALSE'],
};

/** https://docs.snowflake.com/en/sql-reference/parameters */
export function alterSession(reader: Reader): Written {
  if (reader.take('UNSET')) {
    for (const { text, at } of reader.names())
      if (text === 'TIMEZONE' || !(text in SESSION_SETTINGS))
        refuse(`UNSET of the session setting ${text}`, at);
    return nothing;
  }
  reader.expect('SET');
  do {
    const setting = reader.name();
    reader.expect('=');
    const value = reader.next();
    const allowed = SESSION_SETTINGS[setting.text];
    if (allowed === undefined || (allowed !== 'any' && !allowed.includes(value.text.toUpperCase()))) {
      refuse(`The session setting ${setting.text} = ${value.text}`, setting.at);
    }
    reader.take(',');
  } while (reader.peek().kind === 'word');
  return nothing;
}

/** https://docs.snowflake.com/en/sql-reference/sql/set: the values are computed before any of them is set. */
export const set: Statement = (reader, env) => {
  reader.expect('SET');
  const many = reader.is('(');
  const names = many ? reader.parenthesized(() => reader.names()) : [reader.name()];
  reader.expect('=');
  const { at } = reader;
  const values = many
    ? reader.parenthesized(() => reader.list(() => expression(reader)))
    : [expression(reader)];
  if (values.length !== names.length)
    reject(`SQL compilation error: SET of ${names.length} variables got ${values.length} values`, at);
  if (reader.binds > 0) refuse('Placeholders in SET', at);
  const cells = values.map((value) => env.expression(value, env).text);
  return {
    kind: 'variables',
    statements: [`SELECT ${cells.join(', ')}`],
    variables: names.map(({ text }) => text),
  };
};

export const unset: Statement = (reader) => {
  reader.expect('UNSET');
  const names = reader.is('(') ? reader.parenthesized(() => reader.names()) : [reader.name()];
  return { kind: 'variables', statements: [], variables: names.map(({ text }) => text) };
};
