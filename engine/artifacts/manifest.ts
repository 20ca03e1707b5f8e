import type { Compiler } from '../compile/types';
import type { Graph } from '../graph';
import type { Json, Project, Target } from '../project/types';

/** dbt's manifest.json, schema v12 (https://schemas.getdbt.com/dbt/manifest/v12.json). */
export interface Manifest {
  readonly metadata: { readonly [key: string]: Json };
  readonly nodes: { readonly [id: string]: { readonly [key: string]: Json } };
  readonly sources: { readonly [id: string]: { readonly [key: string]: Json } };
  readonly macros: { readonly [id: string]: { readonly [key: string]: Json } };
  readonly docs: { readonly [id: string]: { readonly [key: string]: Json } };
  readonly unit_tests: { readonly [id: string]: { readonly [key: string]: Json } };
  readonly parent_map: { readonly [id: string]: readonly string[] };
  readonly child_map: { readonly [id: string]: readonly string[] };
  readonly [key: string]: Json;
}

export interface ManifestInvocation {
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly invocationId: string;
}

/** The manifest of a project, with every model's compiled SQL. */
export function manifest(
  project: Project,
  graph: Graph,
  compiler: Compiler,
  target: Target,
  invocation: ManifestInvocation,
): Manifest {
  throw new Error(
    `not there yet: ${[project.name, graph.order.length, typeof compiler, target.name, invocation.invocationId].join()}`,
  );
}
