import { DBT_VERSION } from './dbt-version';
import type { Compiler } from '../compile/types';
import type { Graph } from '../graph';
import type { Json, Project, Target, UniqueId } from '../project/types';
import { macroCalls, macroEntry, sourceEntry } from './definition-entries';
import type { Entry } from './entry';
import { analysisEntry, modelEntry, snapshotEntry } from './model-entries';
import { testEntry, unitTestEntry } from './test-entries';

/** dbt's manifest.json, schema v12 (https://schemas.getdbt.com/dbt/manifest/v12.json). */
export interface Manifest {
  readonly metadata: Entry;
  readonly nodes: { readonly [id: string]: Entry };
  readonly sources: { readonly [id: string]: Entry };
  readonly macros: { readonly [id: string]: Entry };
  readonly docs: { readonly [id: string]: Entry };
  readonly unit_tests: { readonly [id: string]: Entry };
  readonly parent_map: { readonly [id: string]: readonly string[] };
  readonly child_map: { readonly [id: string]: readonly string[] };
  readonly [key: string]: Json;
}

export interface ManifestInvocation {
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly invocationId: string;
}

/** The manifest of a project, with the compiled SQL of every model, test and analysis. */
export function manifest(
  project: Project,
  graph: Graph,
  compiler: Compiler,
  target: Target,
  invocation: ManifestInvocation,
): Manifest {
  const calls = macroCalls(project);
  const nodes = [
    ...project.models.map((node) => modelEntry(node, project, compiler)),
    ...project.snapshots.map((node) => snapshotEntry(node, project, compiler)),
    ...project.analyses.map((node) => analysisEntry(node, project, target, compiler)),
    ...project.tests.map((node) => testEntry(node, project, target, compiler)),
  ];
  const docs = project.docs.map((doc): Entry => {
    const id = `doc.${project.name}.${doc.name}`;
    const place = { path: doc.path, original_file_path: doc.path };
    return {
      name: doc.name,
      resource_type: 'doc',
      package_name: project.name,
      unique_id: id,
      ...place,
      block_contents: doc.text,
    };
  });
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      // The version of dbt whose artifact this follows; it was not dbt that wrote it.
      dbt_version: DBT_VERSION,
      generated_at: invocation.generatedAt,
      invocation_id: invocation.invocationId,
      env: {},
      project_name: project.name,
      adapter_type: target.type,
      quoting: { database: false, schema: false, identifier: false, column: null },
    },
    nodes: byId(nodes),
    sources: byId(project.sources.map((source) => sourceEntry(source, project))),
    macros: byId(project.macros.map((macro) => macroEntry(macro, project, calls))),
    docs: byId(docs),
    exposures: {},
    metrics: {},
    groups: {},
    selectors: {},
    disabled: {},
    parent_map: edges(graph.parents),
    child_map: edges(graph.children),
    group_map: {},
    saved_queries: {},
    semantic_models: {},
    unit_tests: byId(project.unitTests.map((test) => unitTestEntry(test, project))),
    functions: {},
  };
}

function byId(entries: readonly Entry[]): { readonly [id: string]: Entry } {
  return Object.fromEntries(entries.map((entry) => [String(entry['unique_id']), entry]));
}

function edges(map: ReadonlyMap<UniqueId, readonly UniqueId[]>): {
  readonly [id: string]: readonly string[];
} {
  return Object.fromEntries(map);
}
