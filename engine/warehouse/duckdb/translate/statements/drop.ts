import type { Environment } from '../emit/environment';
import { path } from '../emit/identifier';
import { literal } from '../emit/sql';
import type { Path } from '../syntax/ast';
import { refuseObject } from './refused';
import { ddl, dml, ifExists, ignored, nothing, type Statement } from './statement';

/** https://docs.snowflake.com/en/sql-reference/sql/drop-schema: a schema goes with all it holds. */
export const drop: Statement = (reader, env) => {
  reader.expect('DROP');
  for (const kind of ['TABLE', 'VIEW', 'SCHEMA', 'SEQUENCE'] as const) {
    if (!reader.take(kind)) continue;
    const guard = ifExists(reader) ? 'IF EXISTS ' : '';
    const names = reader.path();
    // Throws where only one of that name in another case is there, which DuckDB would drop.
    if (kind === 'TABLE' || kind === 'VIEW') env.context?.columns(names.map(({ text }) => text));
    const target = path(names);
    const restrict = reader.take('RESTRICT');
    reader.take('CASCADE');
    return ddl(`DROP ${kind} ${guard}${target}${kind === 'SCHEMA' && !restrict ? ' CASCADE' : ''}`);
  }
  if (reader.is('ROLE') || reader.is('USER') || reader.is('WAREHOUSE')) return ignored(reader, env);
  return refuseObject('DROP', reader);
};

/** Whether IF EXISTS has nothing to find: DuckDB does not know it with these statements. */
const isMissing = (target: Path, env: Environment): boolean =>
  env.context !== undefined && env.context.columns(target.map(({ text }) => text)) === undefined;

export const truncate: Statement = (reader, env) => {
  reader.expect('TRUNCATE');
  if (reader.is('MATERIALIZED')) reader.refuse('TRUNCATE MATERIALIZED VIEW');
  reader.take('TABLE');
  const guarded = ifExists(reader);
  const target = reader.path();
  // Asked about in any case: it may be hidden by a temporary table.
  return isMissing(target, env) && guarded ? nothing : dml(`DELETE FROM ${path(target)}`);
};

/** Comments of tables, views, columns and sequences are kept; others have no place. */
export const comment: Statement = (reader, env) => {
  reader.expect('COMMENT');
  const guarded = ifExists(reader);
  reader.expect('ON');
  for (const kind of ['TABLE', 'VIEW', 'COLUMN', 'SEQUENCE'] as const) {
    if (!reader.take(kind)) continue;
    const target = reader.path();
    reader.expect('IS');
    const text = literal(reader.string());
    const relation = kind === 'COLUMN' ? target.slice(0, -1) : target;
    if (guarded && kind !== 'SEQUENCE' && isMissing(relation, env)) return nothing;
    return ddl(`COMMENT ON ${kind} ${path(target)} IS ${text}`);
  }
  reader.next();
  reader.path();
  reader.expect('IS');
  reader.string();
  return nothing;
};
