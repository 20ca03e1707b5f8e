import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { COMPATIBILITY_SCHEMA } from '../../compat';
import { temporaryIn } from '../../compat/catalog';
import { refuse, reject } from '../refusal';
import type { Name, Query } from '../syntax/ast';
import { query as readQuery } from '../syntax/query';
import type { Reader } from '../syntax/reader';
import { createTable } from './create-table';
import { refuseObject } from './refused';
import { createSequence } from './sequence';
import { ddl, ifNotExists, ignored, nothing, type Statement, type Written } from './statement';
import { tableOptions } from './table-options';

/** Objects of an account, not of a database. */
const ACCOUNT_OBJECTS = ['ROLE', 'USER', 'WAREHOUSE'];

interface Kind {
  readonly replace: boolean;
  readonly secure: boolean;
  readonly temporary: boolean;
  readonly recursive: boolean;
}

export const create: Statement = (reader, env) => {
  const at = reader.at;
  reader.expect('CREATE');
  // What OR ALTER keeps of a view (its tags) is not there.
  const altered = reader.is('OR', 'ALTER') && altersView(reader);
  const replace = altered || reader.take('OR', 'REPLACE');
  if (reader.is('OR', 'ALTER')) refuseObject('CREATE', reader);
  const secure = reader.take('SECURE');
  if (!reader.take('LOCAL')) reader.take('GLOBAL');
  const temporary = reader.take('TEMPORARY') || reader.take('TEMP') || reader.take('VOLATILE');
  const transient = !temporary && reader.take('TRANSIENT');
  if (!secure && reader.take('TABLE')) return createTable(reader, env, replace, temporary);
  const recursive = !transient && reader.take('RECURSIVE', 'VIEW');
  if (recursive || (!transient && reader.take('VIEW')))
    return view(reader, env, { replace, secure, temporary, recursive });
  if (!secure && !temporary && reader.take('SCHEMA')) return schema(reader, replace);
  if (!secure && !temporary && reader.is('DATABASE') && !reader.is('DATABASE', 'ROLE')) {
    reader.next();
    return database(reader, replace, at);
  }
  if (!secure && !temporary && !transient) {
    if (reader.take('SEQUENCE')) return createSequence(reader, replace);
    if (ACCOUNT_OBJECTS.some((object) => reader.is(object))) return ignored(reader, env);
  }
  return refuseObject('CREATE', reader);
};

function altersView(reader: Reader): boolean {
  const mark = reader.mark();
  reader.take('OR', 'ALTER');
  if (reader.is('VIEW') || reader.is('SECURE', 'VIEW')) return true;
  reader.reset(mark);
  return false;
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-view */
function view(reader: Reader, env: Environment, kind: Kind): Written {
  const guarded = ifNotExists(reader);
  if (kind.replace && guarded)
    reject('SQL compilation error: OR REPLACE and IF NOT EXISTS are not allowed together', reader.at);
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
  const read = reader.variablesRead;
  let query = readQuery(reader);
  if (reader.variablesRead > read)
    refuse('A variable in a view', query.at, 'Write its value: Snowflake reads it anew with each query.');
  if (columns.length === 0) refuseUnnamed(query);
  const names = columns.map(({ column }) => column);
  const last = target.at(-1);
  if (kind.recursive && last) query = recursive(query, last, names);
  const compiled = env.query(query, env);
  if (compiled.columns && names.length > 0 && compiled.columns.length !== names.length)
    reject(
      `002020 (21S01): SQL compilation error: View columns mismatch: ${names.length} names for ${compiled.columns.length} columns`,
      query.at,
    );
  refuseTwins(
    columns.length > 0 ? names : (compiled.columns ?? []).map(({ name: text }) => ({ text })),
    query.at,
  );
  if (compiled.text.includes('sf.information_schema_tables()'))
    refuse('A view over INFORMATION_SCHEMA.TABLES', query.at, 'Query it where it is needed.');
  const noted = columns.some(({ comment: note }) => note !== undefined);
  // DuckDB comments on columns by the names that the query gives them.
  const inside = noted
    ? `SELECT * FROM (${compiled.text}) AS _VIEW (${names.map(name).join(', ')})`
    : compiled.text;
  // INFORMATION_SCHEMA.VIEWS tells a secure view by this name.
  const body = kind.secure ? `WITH "SECURE$VIEW" AS (SELECT 1) SELECT * FROM (${inside})` : inside;
  const list = names.length > 0 && !noted ? ` (${names.map(name).join(', ')})` : '';
  const head = `CREATE ${kind.replace ? 'OR REPLACE ' : ''}${kind.temporary ? 'TEMPORARY ' : ''}VIEW ${guarded ? 'IF NOT EXISTS ' : ''}`;
  return ddl(
    ...(kind.temporary ? [temporaryIn(literal(last?.text ?? ''))] : []),
    `${head}${path(target)}${list} AS ${body}`,
    ...(comment === undefined ? [] : [`COMMENT ON VIEW ${path(target)} IS ${literal(comment)}`]),
    ...columns.flatMap(({ column, comment: note }) =>
      note === undefined
        ? []
        : [`COMMENT ON COLUMN ${path(target)}.${identifier(column.text)} IS ${literal(note)}`],
    ),
  );
}

/** DuckDB would call the second one A_1. */
function refuseTwins(names: readonly { readonly text: string }[], at: number): void {
  const twin = names.find(({ text }, index) => names.findIndex((other) => other.text === text) < index);
  if (twin) reject(`002025 (42S21): SQL compilation error: duplicate column name '${twin.text}'`, at);
  const near = names.find(
    ({ text }, index) => names.findIndex((other) => other.text.toUpperCase() === text.toUpperCase()) < index,
  );
  if (near) refuse(`A second column "${near.text}" that differs in case alone`, at, 'Give it another name.');
}

/** A view's columns need names: those of expressions are not taken from their text. */
function refuseUnnamed({ body }: Query): void {
  if (body.kind !== 'select') return;
  const unnamed = body.items.find(
    ({ expression, alias }) => !alias && expression.kind !== 'column' && expression.kind !== 'star',
  );
  if (unnamed)
    reject('002022 (42601): SQL compilation error: Missing column specification', unnamed.expression.at);
}

/** The view's own name stands for a common table expression in it. */
function recursive(given: Query, view: Name, columns: readonly Name[]): Query {
  const query = given.body.kind === 'nested' ? given.body.query : given;
  const { at } = query;
  return {
    with: [{ name: view, columns, query }],
    body: {
      kind: 'select',
      distinct: false,
      items: [
        {
          expression: { kind: 'star', qualifier: [], exclude: [], replace: [], rename: [], at },
          source: '*',
        },
      ],
      from: { kind: 'table', path: [view], at },
      at,
    },
    orderBy: [],
    at,
  };
}

/** A schema that is created is the current one from then on; that IF NOT EXISTS found one changes nothing here. */
function schema(reader: Reader, replace: boolean): Written {
  const guarded = ifNotExists(reader);
  const target = reader.path();
  if (target.at(-1)?.text === COMPATIBILITY_SCHEMA.toUpperCase())
    refuse(
      `The schema ${COMPATIBILITY_SCHEMA.toUpperCase()}`,
      target[0]?.at ?? 0,
      'It holds the compatibility macros.',
    );
  if (reader.is('CLONE')) reader.refuse('CREATE SCHEMA … CLONE', 'Clone its tables.');
  if (reader.is('FROM')) reader.refuse('CREATE SCHEMA FROM a backup');
  reader.take('WITH', 'MANAGED', 'ACCESS');
  tableOptions(reader);
  if (guarded) return ddl(`CREATE SCHEMA IF NOT EXISTS ${path(target)}`);
  const drop = replace ? [`DROP SCHEMA IF EXISTS ${path(target)} CASCADE`] : [];
  return ddl(...drop, `CREATE SCHEMA ${path(target)}`, `USE ${path(target)}`);
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
