import { modelConfigDict } from '../compile/config-dict';
import type { Compiler } from '../compile/types';
import type { Analysis, Model, Project, Snapshot, Target } from '../project/types';
import { columns, common, compiled, dependsOn, docs, references, sha256, type Entry } from './entry';

/** Settings that dbt prints for every model and that have but one value here. */
const fixedConfig: Entry = {
  persist_docs: {},
  'post-hook': [],
  'pre-hook': [],
  grants: {},
  docs,
  contract: { enforced: false, alias_types: true },
};

function builtEntry(node: Model | Snapshot, project: Project, compiler: Compiler): Entry {
  return {
    ...common(node, project),
    database: node.database,
    schema: node.schema,
    alias: node.alias,
    checksum: sha256(node.checksum),
    config: { ...modelConfigDict(node), ...fixedConfig },
    columns: columns(node.columns),
    docs,
    // As dbt spells it; the warehouse stores the name in upper case.
    relation_name:
      node.config.materialized === 'ephemeral' ? null : [node.database, node.schema, node.alias].join('.'),
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
  };
}

export const modelEntry = (node: Model, project: Project, compiler: Compiler): Entry => ({
  ...builtEntry(node, project, compiler),
  access: 'protected',
});

export const snapshotEntry = (node: Snapshot, project: Project, compiler: Compiler): Entry =>
  builtEntry(node, project, compiler);

export function analysisEntry(node: Analysis, project: Project, target: Target, compiler: Compiler): Entry {
  return {
    ...common(node, project),
    path: node.path.replace(/^[^/]+/, 'analysis'),
    database: target.database,
    schema: target.schema,
    alias: node.name,
    checksum: sha256(node.checksum),
    config: { enabled: true, tags: node.tags, meta: node.meta, materialized: 'view' },
    columns: columns(node.columns),
    docs,
    relation_name: null,
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
  };
}
