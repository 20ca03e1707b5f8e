import { fail } from '../errors';
import { quoted, relationText } from '../warehouse/identifier';
import type { ColumnMatch, Merge, PlannedColumn, Rewrite } from './types';

/** The statements that bring arrived rows into the table: one for merge and append, two for delete+insert. */
export function mergeStatements(
  merge: Merge,
  columns: readonly PlannedColumn[],
  model: string,
): readonly string[] {
  const names = columns.map((column) => column.name);
  const [target, arrived] = [relationText(merge.target), relationText(merge.arrived)];
  const list = names.map(quoted).join(', ');
  const insert = `insert into ${target} (${list})\nselect ${list}\nfrom ${arrived}`;
  const keys = resolve(merge.uniqueKey, names, 'unique_key', model);
  const match = (left: string, right: string) =>
    keys.map((key) => `${left}.${quoted(key)} = ${right}.${quoted(key)}`).join(' and ');

  // Without a key nothing can match: like dbt, every arrived row is then a new one.
  if (merge.strategy === 'append' || keys.length === 0) return [insert];
  if (merge.strategy === 'delete+insert') {
    return [
      `delete from ${target} as live\nusing ${arrived} as arrived\nwhere ${match('live', 'arrived')}`,
      insert,
    ];
  }
  const excluded = resolve(merge.excludeColumns ?? [], names, 'merge_exclude_columns', model);
  const updated = merge.updateColumns
    ? resolve(merge.updateColumns, names, 'merge_update_columns', model)
    : names.filter((name) => !keys.includes(name) && !excluded.includes(name));
  const update = updated.map((name) => `${quoted(name)} = arrived.${quoted(name)}`).join(', ');
  return [
    [
      `merge into ${target} as live`,
      `using ${arrived} as arrived`,
      `on ${match('live', 'arrived')}`,
      ...(updated.length > 0 ? [`when matched then update set ${update}`] : []),
      `when not matched then insert (${list}) values (${names.map((name) => `arrived.${quoted(name)}`).join(', ')})`,
    ].join('\n'),
  ];
}

/** Names as a person wrote them, as the table has them. */
function resolve(
  wanted: readonly string[],
  names: readonly string[],
  setting: string,
  model: string,
): readonly string[] {
  return wanted.map((name) => {
    const found =
      names.find((candidate) => candidate === name) ??
      names.find((candidate) => candidate === name.replace(/^"(.*)"$/, '$1')) ??
      names.find((candidate) => candidate === name.toUpperCase());
    return (
      found ??
      fail(
        'LH705',
        `${setting} of ${model} names "${name}", which is not a column of its table (${names.join(', ')}).`,
      )
    );
  });
}

/** How a merge changes where the arrived rows have other columns than the live table. */
export type ColumnOutcome =
  | { readonly kind: 'as planned' }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'changed';
      readonly rewrite: Rewrite;
      readonly add: string | undefined;
      readonly drop: string | undefined;
      readonly merge: readonly string[];
    };

/** dbt's `on_schema_change`. The merge then writes the columns that arrived. */
export function matchColumns(
  match: ColumnMatch,
  found: readonly PlannedColumn[],
  model: string,
): ColumnOutcome {
  const { expected, onSchemaChange, remedy, rewrite } = match;
  const added = found.filter((column) => !expected.some((known) => known.name === column.name));
  const gone = expected.filter((known) => !found.some((column) => column.name === known.name));
  if (added.length === 0 && gone.length === 0) return { kind: 'as planned' };
  const difference = [
    ...(added.length > 0 ? [`new: ${added.map((column) => column.name).join(', ')}`] : []),
    ...(gone.length > 0 ? [`gone: ${gone.map((column) => column.name).join(', ')}`] : []),
  ].join('; ');
  if (onSchemaChange === 'ignore') return { kind: 'as planned' };
  if (onSchemaChange === 'fail' || !rewrite) {
    return { kind: 'refused', message: `LH704 The columns of ${model} changed (${difference}). ${remedy}` };
  }
  const target = relationText(rewrite.merge.target);
  const add = added.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
  const drop = onSchemaChange === 'sync_all_columns' ? gone.map(({ name }) => quoted(name)).join(', ') : '';
  return {
    kind: 'changed',
    rewrite,
    add: add === '' ? undefined : `alter table ${target} add column ${add}`,
    drop: drop === '' ? undefined : `alter table ${target} drop column ${drop}`,
    merge: mergeStatements(rewrite.merge, found, model),
  };
}
