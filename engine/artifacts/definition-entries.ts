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

export function macroEntry(macro: Macro, project: Project): Entry {
  return {
    name: macro.name,
    resource_type: 'macro',
    package_name: project.name,
    path: macro.path,
    original_file_path: macro.path,
    unique_id: macro.uniqueId,
    macro_sql: macro.macroSql,
    depends_on: { macros: [] },
    description: macro.description,
    meta: {},
    docs,
    arguments: [],
  };
}
