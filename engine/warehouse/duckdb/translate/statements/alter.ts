import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Name, Path } from '../syntax/ast';
import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';
import { addColumns } from './add-columns';
import { alterColumns } from './alter-columns';
import { alterSequence } from './sequence';
import { alterSession } from './session';
import { startsConstraint, tableConstraint, constraintProperties } from './constraints';
import { ddl, ifExists, ignored, nothing, type Statement, type Written } from './statement';
import { tableOptions } from './table-options';
import { refuseObject } from './refused';

export const alter: Statement = (reader, env) => {
  reader.expect('ALTER');
  if (reader.take('TABLE')) return table(reader, env);
  if (reader.take('VIEW')) return view(reader);
  if (!reader.is('SESSION', 'POLICY') && reader.take('SESSION')) return alterSession(reader);
  if (reader.take('SEQUENCE')) return alterSequence(reader);
  if (reader.take('SCHEMA')) return schema(reader);
  if (reader.is('WAREHOUSE') || reader.is('USER') || reader.is('ROLE')) return ignored(reader, env);
  return refuseObject('ALTER', reader);
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
  if (reader.take('RENAME', 'CONSTRAINT')) {
    reader.name();
    reader.expect('TO');
    reader.name();
    return nothing;
  }
  if (reader.take('ADD')) {
    if (!startsConstraint(reader)) return addColumns(reader, env, target, head);
    const constraint = tableConstraint(reader);
    if (constraint?.check) refuse('ADD CHECK', reader.at, 'Create the table with it.');
    return nothing;
  }
  if (reader.take('CLUSTER', 'BY')) {
    reader.parenthesized(() => reader.list(() => expression(reader)));
    return nothing;
  }
  if (reader.take('SUSPEND', 'RECLUSTER') || reader.take('RESUME', 'RECLUSTER')) return nothing;
  if (reader.take('DROP', 'CLUSTERING', 'KEY')) return nothing;
  if (reader.take('DROP')) return drop(reader, head);
  if (reader.take('ALTER') || reader.take('MODIFY')) return modify(reader, env, target, head);
  if (reader.take('SET')) return setOptions(reader, target);
  if (reader.take('UNSET')) return unset(reader, 'TABLE', target);
  return reader.unexpected();
}

/** Rules of keys are not enforced, so nothing changes where they do. */
function modify(reader: Reader, env: Environment, target: Path, head: string): Written {
  if (!reader.is('CONSTRAINT') && !reader.is('PRIMARY') && !reader.is('UNIQUE') && !reader.is('FOREIGN'))
    return alterColumns(reader, env, target, head);
  if (reader.take('CONSTRAINT')) reader.name();
  else {
    if (!reader.take('PRIMARY', 'KEY') && !reader.take('FOREIGN', 'KEY')) reader.expect('UNIQUE');
    reader.parenthesized(() => reader.names());
  }
  constraintProperties(reader);
  return nothing;
}

function setOptions(reader: Reader, target: Path): Written {
  let comment: string | undefined;
  do {
    if (reader.is('TAG')) reader.next();
    const options = tableOptions(reader);
    if (options.rowTimestamp)
      refuse('ALTER TABLE … SET ROW_TIMESTAMP', reader.at, 'Create the table with it.');
    comment = options.comment ?? comment;
  } while (reader.take(','));
  return comment === undefined ? nothing : ddl(`COMMENT ON TABLE ${path(target)} IS ${literal(comment)}`);
}

function unset(reader: Reader, kind: 'TABLE' | 'VIEW', target: Path): Written {
  const names = reader.names().map(({ text }) => text);
  return names.includes('COMMENT') ? ddl(`COMMENT ON ${kind} ${path(target)} IS NULL`) : nothing;
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

function drop(reader: Reader, head: string): Written {
  if (reader.is('CONSTRAINT') || reader.is('PRIMARY') || reader.is('UNIQUE') || reader.is('FOREIGN')) {
    if (reader.take('CONSTRAINT')) reader.name();
    else {
      if (!reader.take('PRIMARY', 'KEY') && !reader.take('FOREIGN', 'KEY')) reader.expect('UNIQUE');
      if (reader.is('(')) reader.parenthesized(() => reader.names());
    }
    if (!reader.take('CASCADE')) reader.take('RESTRICT');
    return nothing;
  }
  if (reader.is('ROW') || reader.is('ALL') || reader.is('SEARCH') || reader.is('STORAGE'))
    reader.refuse('A policy or search optimization of a table');
  reader.take('COLUMN');
  const guard = ifExists(reader) ? 'IF EXISTS ' : '';
  const columns: readonly Name[] = reader.list(() => (reader.take('COLUMN'), reader.name()));
  return ddl(...columns.map((column) => `${head} DROP COLUMN ${guard}${name(column)}`));
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-view */
function view(reader: Reader): Written {
  const guard = ifExists(reader) ? 'IF EXISTS ' : '';
  const target = reader.path();
  if (reader.take('RENAME', 'TO'))
    return ddl(`ALTER VIEW ${guard}${path(target)} RENAME TO ${renamed(target, reader.path())}`);
  if (reader.take('UNSET')) return reader.take('SECURE') ? nothing : unset(reader, 'VIEW', target);
  reader.expect('SET');
  if (reader.take('SECURE')) return nothing;
  const { comment } = tableOptions(reader);
  return comment === undefined ? nothing : ddl(`COMMENT ON VIEW ${path(target)} IS ${literal(comment)}`);
}

function schema(reader: Reader): Written {
  ifExists(reader);
  reader.path();
  if (reader.is('RENAME')) reader.refuse('ALTER SCHEMA … RENAME', 'Create the schema under its new name.');
  if (reader.is('SWAP')) reader.refuse('ALTER SCHEMA … SWAP', 'Swap its tables.');
  if (reader.take('UNSET')) reader.names();
  else if (!reader.take('ENABLE', 'MANAGED', 'ACCESS') && !reader.take('DISABLE', 'MANAGED', 'ACCESS')) {
    reader.expect('SET');
    tableOptions(reader);
  }
  return nothing;
}
