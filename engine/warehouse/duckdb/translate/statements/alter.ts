import { storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';
import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';
import { dataType } from '../syntax/types';
import { cast } from '../expressions/cast';
import { columnDefinition, columnSql } from './columns';
import { ddl, ifExists, ifNotExists, ignored, nothing, type Statement, type Written } from './statement';
import { tableOptions } from './table-options';

export const alter: Statement = (reader, env) => {
  reader.expect('ALTER');
  if (reader.take('TABLE')) return table(reader, env);
  if (reader.take('VIEW')) return view(reader);
  if (reader.take('SESSION')) return session(reader);
  if (reader.is('WAREHOUSE') || reader.is('USER') || reader.is('ROLE')) return ignored(reader, env);
  return reader.refuse(`ALTER ${reader.peek().text}`);
};

/** https://docs.snowflake.com/en/sql-reference/sql/alter-table */
function table(reader: Reader, env: Environment): Written {
  const guard = ifExists(reader) ? 'IF EXISTS ' : '';
  const target = reader.path();
  const head = `ALTER TABLE ${guard}${path(target)}`;
  if (reader.take('RENAME', 'TO')) return ddl(`${head} RENAME TO ${renamed(target, reader.path())}`);
  if (reader.take('SWAP', 'WITH')) return swap(target, reader.path());
  if (reader.take('RENAME', 'COLUMN')) {
    const from = reader.name();
    reader.expect('TO');
    return ddl(`${head} RENAME COLUMN ${name(from)} TO ${name(reader.name())}`);
  }
  if (reader.take('ADD')) return add(reader, env, target, head);
  if (reader.take('CLUSTER', 'BY')) {
    reader.parenthesized(() => reader.list(() => expression(reader)));
    return nothing;
  }
  if (reader.take('DROP', 'CLUSTERING', 'KEY')) return nothing;
  if (reader.take('DROP')) return drop(reader, head);
  if (reader.take('ALTER') || reader.take('MODIFY')) return modify(reader, env, head, target);
  if (reader.take('SET')) {
    const { comment, rowTimestamp } = tableOptions(reader);
    if (rowTimestamp) refuse('ALTER TABLE … SET ROW_TIMESTAMP', reader.at, 'Create the table with it.');
    return comment === undefined ? nothing : ddl(`COMMENT ON TABLE ${path(target)} IS ${literal(comment)}`);
  }
  return reader.unexpected();
}

/** DuckDB renames within a schema alone. */
function renamed(from: Path, to: Path): string {
  const [source, target] = [from, to].map((parts) =>
    parts
      .slice(0, -1)
      .map((part) => part.text)
      .join('.'),
  );
  if (target !== '' && source !== target)
    refuse('RENAME TO another schema', to[0]?.at ?? 0, 'Create a table there with AS SELECT.');
  return identifier(to.at(-1)?.text ?? '');
}

/** Three renames, in one transaction. */
function swap(left: Path, right: Path): Written {
  const qualifier = (parts: Path): string =>
    parts
      .slice(0, -1)
      .map((part) => `${name(part)}.`)
      .join('');
  if (qualifier(left) !== qualifier(right))
    refuse('SWAP WITH a table of another schema', right[0]?.at ?? 0, 'Write both with the same schema.');
  const [a, b] = [identifier(left.at(-1)?.text ?? ''), identifier(right.at(-1)?.text ?? '')];
  const aside = identifier(`${left.at(-1)?.text ?? ''}$SWAP`);
  const rename = (from: string, to: string): string =>
    `ALTER TABLE ${qualifier(left)}${from} RENAME TO ${to}`;
  return ddl(rename(a, aside), rename(b, a), rename(aside, b));
}

function add(reader: Reader, env: Environment, target: Path, head: string): Written {
  if (reader.is('CONSTRAINT') || reader.is('PRIMARY') || reader.is('UNIQUE') || reader.is('FOREIGN'))
    return ignored(reader, env);
  reader.take('COLUMN');
  const guard = ifNotExists(reader) ? 'IF NOT EXISTS ' : '';
  const statements = reader.list(() => {
    reader.take('COLUMN');
    const definition = columnDefinition(reader);
    if (definition.identity) refuse('ADD COLUMN with AUTOINCREMENT', definition.column.at);
    if (definition.notNull || definition.storage.length !== undefined) {
      // DuckDB adds no column with a constraint.
      if (definition.notNull)
        refuse('ADD COLUMN with NOT NULL', definition.column.at, 'Add it, fill it, then SET NOT NULL.');
      return `${head} ADD COLUMN ${guard}${columnSql({ ...definition, storage: { sql: definition.storage.sql, type: definition.storage.type } }, target, env)}`;
    }
    return `${head} ADD COLUMN ${guard}${columnSql(definition, target, env)}`;
  });
  return ddl(...statements);
}

function drop(reader: Reader, head: string): Written {
  reader.take('COLUMN');
  const guard = ifExists(reader) ? 'IF EXISTS ' : '';
  return ddl(...reader.names().map((column) => `${head} DROP COLUMN ${guard}${name(column)}`));
}

function modify(reader: Reader, env: Environment, head: string, target: Path): Written {
  reader.take('COLUMN');
  const column = name(reader.name());
  const change = (text: string): Written => ddl(`${head} ALTER COLUMN ${column} ${text}`);
  if (reader.take('SET', 'NOT', 'NULL') || reader.take('NOT', 'NULL')) return change('SET NOT NULL');
  if (reader.take('DROP', 'NOT', 'NULL')) return change('DROP NOT NULL');
  if (reader.take('DROP', 'DEFAULT')) return change('DROP DEFAULT');
  if (reader.take('SET', 'DATA', 'TYPE') || reader.take('TYPE')) {
    const type = storage(dataType(reader));
    const current = { text: column, level: 9, type: 'unknown', at: 0, simple: true } as const;
    return change(`SET DATA TYPE ${type.sql} USING ${cast(current, type).text}`);
  }
  if (reader.take('COMMENT'))
    return ddl(`COMMENT ON COLUMN ${path(target)}.${column} IS ${literal(reader.string())}`);
  void env;
  return reader.unexpected('SET DATA TYPE, NOT NULL or COMMENT');
}

function view(reader: Reader): Written {
  const guard = ifExists(reader) ? 'IF EXISTS ' : '';
  const target = reader.path();
  reader.expect('RENAME', 'TO');
  return ddl(`ALTER VIEW ${guard}${path(target)} RENAME TO ${renamed(target, reader.path())}`);
}

/** Settings that are as the local engine behaves, or that say nothing about results. */
const SESSION_SETTINGS: Readonly<Record<string, readonly string[] | 'any'>> = {
  QUERY_TAG: 'any',
  STATEMENT_TIMEOUT_IN_SECONDS: 'any',
  ABORT_DETACHED_QUERY: 'any',
  TIMEZONE: ['UTC', 'ETC/UTC'],
  TIMESTAMP_TYPE_MAPPING: ['TIMESTAMP_NTZ'],
  WEEK_START: ['0', '1'],
  WEEK_OF_YEAR_POLICY: ['0'],
  AUTOCOMMIT: ['TRUE'],
};

function session(reader: Reader): Written {
  if (reader.take('UNSET')) {
    reader.names();
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
