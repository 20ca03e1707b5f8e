import { path } from '../emit/identifier';
import { ddl, dml, ifExists, ignored, nothing, type Statement } from './statement';

/** https://docs.snowflake.com/en/sql-reference/sql/drop-schema: a schema goes with all it holds. */
export const drop: Statement = (reader, env) => {
  reader.expect('DROP');
  for (const kind of ['TABLE', 'VIEW', 'SCHEMA', 'SEQUENCE'] as const) {
    if (!reader.take(kind)) continue;
    const guard = ifExists(reader) ? 'IF EXISTS ' : '';
    const target = path(reader.path());
    const restrict = reader.take('RESTRICT');
    reader.take('CASCADE');
    return ddl(`DROP ${kind} ${guard}${target}${kind === 'SCHEMA' && !restrict ? ' CASCADE' : ''}`);
  }
  if (reader.is('ROLE') || reader.is('USER') || reader.is('WAREHOUSE')) return ignored(reader, env);
  return reader.refuse(`DROP ${reader.peek().text}`);
};

/** Limit: IF EXISTS is read, but a table that is not there is an error all the same. */
export const truncate: Statement = (reader) => {
  reader.expect('TRUNCATE');
  reader.take('TABLE');
  ifExists(reader);
  return dml(`DELETE FROM ${path(reader.path())}`);
};

/** Comments of tables, views and columns are kept; others have no place. */
export const comment: Statement = (reader) => {
  reader.expect('COMMENT');
  ifExists(reader);
  reader.expect('ON');
  for (const kind of ['TABLE', 'VIEW', 'COLUMN'] as const) {
    if (!reader.take(kind)) continue;
    const target = path(reader.path());
    reader.expect('IS');
    return ddl(`COMMENT ON ${kind} ${target} IS '${reader.string().replaceAll("'", "''")}'`);
  }
  reader.next();
  reader.path();
  reader.expect('IS');
  reader.string();
  return nothing;
};
