import type { Environment } from '../emit/environment';
import { name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { COMPATIBILITY_SCHEMA } from '../../compat';
import { refuse } from '../refusal';
import type { Name } from '../syntax/ast';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { createTable } from './create-table';
import { ddl, ifNotExists, ignored, nothing, type Statement, type Written } from './statement';
import { tableOptions } from './table-options';

/** Objects of an account, not of a database. */
const ACCOUNT_OBJECTS = ['ROLE', 'USER', 'WAREHOUSE'];

export const create: Statement = (reader, env) => {
  const at = reader.at;
  reader.expect('CREATE');
  const replace = reader.take('OR', 'REPLACE');
  if (reader.is('OR', 'ALTER')) reader.refuse('CREATE OR ALTER');
  const secure = reader.take('SECURE');
  if (!reader.take('LOCAL')) reader.take('GLOBAL');
  const temporary = reader.take('TEMPORARY') || reader.take('TEMP') || reader.take('VOLATILE');
  const transient = !temporary && reader.take('TRANSIENT');
  if (!secure && reader.take('TABLE')) return createTable(reader, env, replace, temporary);
  if (!transient && reader.take('VIEW')) return view(reader, env, replace, temporary);
  if (!secure && !temporary && reader.take('SCHEMA')) return schema(reader, replace);
  if (!secure && !temporary && reader.take('DATABASE')) return database(reader, replace, at);
  if (!secure && !temporary && !transient && ACCOUNT_OBJECTS.some((object) => reader.is(object)))
    return ignored(reader, env);
  return refuse(`CREATE ${reader.peek().text}`, reader.at);
};

function view(reader: Reader, env: Environment, replace: boolean, temporary: boolean): Written {
  const guarded = ifNotExists(reader);
  const target = reader.path();
  const columns: { column: Name; comment?: string | undefined }[] = [];
  if (reader.is('(')) {
    reader.parenthesized(() =>
      reader.list(() => {
        const column = reader.name();
        columns.push({ column, comment: reader.take('COMMENT') ? reader.string() : undefined });
      }),
    );
  }
  const { comment, rowTimestamp } = tableOptions(reader);
  if (rowTimestamp) refuse('ROW_TIMESTAMP on a view', reader.at);
  reader.expect('AS');
  const body = env.query(readQuery(reader), env).text;
  const names = columns.length > 0 ? ` (${columns.map(({ column }) => name(column)).join(', ')})` : '';
  const head = `CREATE ${replace ? 'OR REPLACE ' : ''}${temporary ? 'TEMPORARY ' : ''}VIEW ${guarded ? 'IF NOT EXISTS ' : ''}`;
  return ddl(
    `${head}${path(target)}${names} AS ${body}`,
    ...(comment === undefined ? [] : [`COMMENT ON VIEW ${path(target)} IS ${literal(comment)}`]),
  );
}

function schema(reader: Reader, replace: boolean): Written {
  const guarded = ifNotExists(reader);
  const target = reader.path();
  if (target.at(-1)?.text === COMPATIBILITY_SCHEMA.toUpperCase())
    refuse(
      `The schema ${COMPATIBILITY_SCHEMA.toUpperCase()}`,
      target[0]?.at ?? 0,
      'It holds the compatibility macros.',
    );
  if (reader.is('CLONE')) reader.refuse('CREATE SCHEMA … CLONE');
  reader.take('WITH', 'MANAGED', 'ACCESS');
  tableOptions(reader);
  const drop = replace ? [`DROP SCHEMA IF EXISTS ${path(target)} CASCADE`] : [];
  return ddl(...drop, `CREATE SCHEMA ${guarded ? 'IF NOT EXISTS ' : ''}${path(target)}`);
}

/** There is one local database, which the adapter opened. */
function database(reader: Reader, replace: boolean, at: number): Written {
  const guarded = ifNotExists(reader);
  reader.path();
  if (replace || !guarded)
    refuse('CREATE DATABASE', at, 'Add IF NOT EXISTS: the local database is there already.');
  tableOptions(reader);
  return nothing;
}
