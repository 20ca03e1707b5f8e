import type { Environment } from '../emit/environment';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import type { Written } from './statement';

/** `SHOW … ->> SELECT "name" FROM $1`. https://docs.snowflake.com/en/sql-reference/operators-flow */
export function piped(reader: Reader, env: Environment, before: readonly string[], text: string): Written {
  if (!reader.take('->', '>')) return { kind: 'query', statements: [...before, text] };
  const query = reader.withPiped(() => readQuery(reader));
  const inner: Environment = { ...env, ctes: new Map(env.ctes).set('$1', undefined) };
  const compiled = env.query(query, inner);
  return {
    kind: 'query',
    statements: [...before, `WITH "$1" AS (${text}) SELECT * FROM (${compiled.text})`],
  };
}
