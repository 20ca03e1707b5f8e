import { columnStorage, type Storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { reject } from '../refusal';
import { nextValue, sequencePath } from '../expressions/sequence';
import type { Name, Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import { dataType } from '../syntax/types';
import type { DefinedColumn, TableDefinition } from '../types';
import { checksOf, lengthIn, tellsLength } from './checks';
import { rebuilt, refuseVirtual } from './definition';
import { ddl, nothing, type Written } from './statement';

type Change =
  | { readonly kind: 'null'; readonly allowed: boolean }
  | { readonly kind: 'default'; readonly value: string | undefined }
  | { readonly kind: 'type'; readonly to: Storage; readonly at: number }
  | { readonly kind: 'comment'; readonly text: string | undefined };

interface ColumnChange {
  readonly column: Name;
  readonly change: Change;
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-table-column: one or more changes of one or more columns. */
export function alterColumns(reader: Reader, env: Environment, table: Path, head: string): Written {
  const changes = reader.is('(')
    ? reader.parenthesized(() => reader.list(() => columnChange(reader)))
    : reader.list(() => columnChange(reader));
  const comments = changes.flatMap(({ column, change }) =>
    change.kind === 'comment'
      ? [
          `COMMENT ON COLUMN ${path(table)}.${name(column)} IS ${change.text === undefined ? 'NULL' : literal(change.text)}`,
        ]
      : [],
  );
  const others = changes.filter(({ change }) => change.kind !== 'comment');
  const [first] = others;
  if (!first) return comments.length > 0 ? ddl(...comments) : nothing;
  const known = env.context?.definition?.(table.map(({ text }) => text));
  // A table that is not there: the statement says so.
  if (!known) return ddl(`${head} ALTER COLUMN ${name(first.column)} SET NOT NULL`);
  if (others.length === 1 && first.change.kind !== 'type')
    return ddl(`${head} ALTER COLUMN ${name(first.column)} ${native(first.change)}`, ...comments);
  refuseVirtual(known, 'ALTER COLUMN of', table[0]?.at ?? 0);
  const changed = others.reduce(applied, known);
  const casts = others.flatMap(({ column, change }) =>
    change.kind === 'type' ? [[column.text, `CAST(${name(column)} AS ${change.to.sql})`] as const] : [],
  );
  return ddl(...rebuilt(table, changed, new Map(casts)), ...comments);
}

function columnChange(reader: Reader): ColumnChange {
  reader.take('COLUMN');
  const column = reader.name();
  return { column, change: readChange(reader) };
}

function readChange(reader: Reader): Change {
  const { at } = reader;
  if (reader.take('SET', 'NOT', 'NULL') || reader.take('NOT', 'NULL'))
    return { kind: 'null', allowed: false };
  if (reader.take('DROP', 'NOT', 'NULL')) return { kind: 'null', allowed: true };
  if (reader.take('DROP', 'DEFAULT')) return { kind: 'default', value: undefined };
  if (reader.take('SET', 'DEFAULT')) {
    const sequence = sequencePath([...reader.path()]);
    if (!sequence) reject('SQL compilation error: SET DEFAULT takes the NEXTVAL of a sequence alone', at);
    return { kind: 'default', value: nextValue(sequence, at).text };
  }
  if (reader.take('COMMENT')) return { kind: 'comment', text: reader.string() };
  if (reader.take('UNSET', 'COMMENT')) return { kind: 'comment', text: undefined };
  if (reader.is('SET', 'MASKING') || reader.is('UNSET', 'MASKING') || reader.is('SET', 'PROJECTION'))
    reader.refuse('A policy on a column');
  if (!reader.take('SET', 'DATA', 'TYPE')) reader.take('TYPE');
  return { kind: 'type', to: columnStorage(dataType(reader)), at };
}

function native(change: Exclude<Change, { kind: 'type' }>): string {
  switch (change.kind) {
    case 'null':
      return change.allowed ? 'DROP NOT NULL' : 'SET NOT NULL';
    case 'default':
      return change.value === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${change.value}`;
    case 'comment':
      throw new Error('comments are statements of their own');
  }
}

function applied(definition: TableDefinition, { column, change }: ColumnChange): TableDefinition {
  const old = definition.columns.find((one) => one.name === column.text);
  if (!old)
    return reject(`000904 (42000): SQL compilation error: invalid identifier '${column.text}'`, column.at);
  const put = (changed: DefinedColumn): TableDefinition => ({
    ...definition,
    columns: definition.columns.map((one) => (one === old ? changed : one)),
  });
  switch (change.kind) {
    case 'null':
      return put({ ...old, notNull: !change.allowed });
    case 'default':
      return put({ ...old, defaultValue: change.value });
    case 'comment':
      return definition;
    case 'type': {
      const own = definition.checks.filter(({ columns }) => columns.includes(column.text));
      const length = lengthIn(own.map(({ text }) => text));
      refuseChange(old, length, change.to, change.at);
      const kept = definition.checks.filter((check) => !own.includes(check) || !tellsLength(check.text));
      const checks = checksOf(column.text, change.to, undefined).map((text) => ({
        text: `CHECK (${text})`,
        columns: [column.text],
      }));
      return { ...put({ ...old, type: change.to.sql }), checks: [...kept, ...checks] };
    }
  }
}

const LONGEST = 16_777_216;

/** A type grows; a NUMBER may shrink as long as its values fit, which the copy finds out. */
function refuseChange(old: DefinedColumn, length: number | undefined, to: Storage, at: number): void {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(old.type);
  const scale = decimal ? Number(decimal[2]) : old.type === 'BIGINT' ? 0 : undefined;
  const grows =
    old.type === 'VARCHAR'
      ? to.type === 'text' && (to.length ?? LONGEST) >= (length ?? LONGEST)
      : scale === undefined
        ? to.sql === old.type
        : to.scale === scale;
  if (!grows)
    reject(
      `SQL compilation error: cannot change column ${identifier(old.name)} from type ${old.type}${length === undefined ? '' : `(${length})`} to ${to.sql}${to.length === undefined ? '' : `(${to.length})`}`,
      at,
    );
}
