import { path } from '../emit/identifier';
import { ignored, nothing, type Statement } from './statement';

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
