import { atom } from '../emit/sql';
import { refuse } from '../refusal';
import { expression } from '../syntax/expression';
import { Reader } from '../syntax/reader';
import { native, type Rule, type Rules } from './rule';

/** A session variable as a text: https://docs.snowflake.com/en/sql-reference/functions/getvariable */
const getVariable: Rule = (call, env) => {
  const [name] = call.args;
  if (name?.kind !== 'string' || call.args.length !== 1)
    return refuse('GETVARIABLE() of anything but one literal', call.at, 'Use $name.');
  const value = env.context?.variables?.get(name.value) ?? 'NULL';
  const type = { name: 'VARCHAR', parameters: [], at: call.at };
  const text = {
    kind: 'cast',
    expression: expression(new Reader(value)),
    type,
    try: false,
    at: call.at,
  } as const;
  return atom(env.expression(text, env).text, 'text', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-context. The session is in UTC. */
export const contexts: Rules = {
  CURRENT_TIMESTAMP: native(['scalar'], 'timestamptz', () => 'current_timestamp', 0),
  LOCALTIMESTAMP: native(['scalar'], 'timestamptz', () => 'current_timestamp', 0),
  SYSTIMESTAMP: native([], 'timestamptz', () => 'current_timestamp'),
  GETDATE: native([], 'timestamptz', () => 'current_timestamp'),
  SYSDATE: native([], 'timestamp', () => 'CAST(current_timestamp AS TIMESTAMP)'),
  CURRENT_DATE: native([], 'date', () => 'current_date'),
  CURRENT_TIME: native(['scalar'], 'time', () => 'CAST(CAST(current_timestamp AS TIMESTAMP) AS TIME)', 0),
  LOCALTIME: native([], 'time', () => 'CAST(CAST(current_timestamp AS TIMESTAMP) AS TIME)'),
  CURRENT_DATABASE: native([], 'text', () => 'current_database()'),
  GETVARIABLE: getVariable,
  CURRENT_SCHEMA: native([], 'text', () => 'upper(current_schema())'),
};
