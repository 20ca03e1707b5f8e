import { macro } from '../../emit/macro';
import { scalar } from '../../emit/operand';
import { atom, type Sql } from '../../emit/sql';
import { isNumeric } from '../../emit/type';
import { isMoment, moment } from '../../expressions/moment';
import { asNumber } from '../../expressions/coercion';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, count, unnamed } from '../rule';
import type { Environment } from '../../emit/environment';

/**
 * A value of which the kind of moment matters: a DATE, TIME or TIMESTAMP stays what it is, a text is read as a
 * TIMESTAMP_NTZ. What is not known stays unknown, for a macro to look at.
 */
export function temporal(sql: Sql, where: string): Sql {
  if (isMoment(sql.type) || sql.type === 'unknown') return scalar(sql, where);
  return timestamp(sql, where);
}

/** As TIMESTAMP_NTZ; a TIMESTAMP_LTZ is its wall clock in UTC. A number is no date unless it is cast. */
export function timestamp(sql: Sql, where: string): Sql {
  if (isNumeric(sql.type) || sql.type === 'boolean')
    refuse(`A ${sql.type.toUpperCase()} inside ${where}`, sql.at, 'Cast it to DATE or TIMESTAMP_NTZ.');
  if (sql.type === 'unknown') return macro('as_moment', [sql], 'timestamp', sql.at);
  return moment(scalar(sql, where), 'timestamp');
}

/** As TIMESTAMP_NTZ, and a DATE as it is: for what gives the same of both. */
export const day = (sql: Sql, where: string): Sql => (sql.type === 'date' ? sql : timestamp(sql, where));

/** A count of units: a fraction is rounded, halves away from zero. */
export function whole(sql: Sql, where: string, stored: 'INTEGER' | 'BIGINT' = 'INTEGER'): Sql {
  if (sql.type === 'integer' && /^-?\d{1,9}$/.test(sql.text)) return sql;
  const n = asNumber(sql, where);
  const text = n.type === 'integer' || n.type === 'null' ? n.text : `round(${n.text})`;
  return { ...atom(`CAST(${text} AS ${stored})`, 'integer', sql.at), simple: n.simple };
}

/** The arguments but for one, which names a unit. */
export function withoutUnit(call: Call, env: Environment, index: number, length: number): readonly Sql[] {
  unnamed(call);
  count(call, length, length);
  return argumentsOf({ ...call, args: call.args.filter((_arg, at) => at !== index) }, env, length - 1);
}
