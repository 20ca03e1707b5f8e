import { builtinBlocks } from '../project/library';
import type { Macro, Project, SourceTable } from '../project/types';
import { columns, common, docs, type Entry } from './entry';

export function sourceEntry(node: SourceTable, project: Project): Entry {
  return {
    ...common(node, project),
    path: node.path,
    database: node.database,
    schema: node.schema,
    source_name: node.sourceName,
    source_description: node.sourceDescription ?? '',
    loader: node.loader ?? '',
    identifier: node.identifier,
    quoting: {},
    external: node.external ?? null,
    columns: columns(node.columns),
    config: { enabled: true, meta: node.meta, tags: node.tags },
    relation_name: [node.database, node.schema, node.identifier].join('.'),
  };
}

/** `calls` finds what a text calls: see `macroCalls`. */
export function macroEntry(
  macro: Macro,
  project: Project,
  calls: (text: string) => readonly string[],
): Entry {
  return {
    name: macro.name,
    resource_type: 'macro',
    package_name: project.name,
    path: macro.path,
    original_file_path: macro.path,
    unique_id: macro.uniqueId,
    macro_sql: macro.macroSql,
    depends_on: { macros: calls(macro.macroSql).filter((id) => id !== macro.uniqueId) },
    description: macro.description,
    meta: {},
    docs,
    arguments: [],
  };
}

/** Ids of the macros that a text calls, as `x(` or `package.x(`. dbt finds them in the text too, without running it. */
export function macroCalls(project: Project): (text: string) => readonly string[] {
  const ids = new Map<string, string>();
  for (const { name, kind } of builtinBlocks()) {
    const macro = kind === 'macro' ? name : `test_${name}`;
    ids.set(macro, `macro.dbt.${macro}`).set(`dbt.${macro}`, `macro.dbt.${macro}`);
  }
  for (const { name, uniqueId } of project.macros)
    ids.set(name, uniqueId).set(`${project.name}.${name}`, uniqueId);
  return (text) => {
    const body = text.replace(/^\{%-?\s*(macro|test|data_test)\s+\w+/, '');
    const called = Array.from(body.matchAll(/(?<![\w.])(?:\w+\.)?\w+(?=\s*\()/g), ([name]) => ids.get(name));
    return [...new Set(called.filter((id) => id !== undefined))];
  };
}
