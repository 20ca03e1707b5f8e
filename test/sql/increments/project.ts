import { join } from 'node:path';
import { makeCompiler, type Compiler } from '../../../engine/compile';
import { buildGraph } from '../../../engine/graph';
import { readProject, readProjectFiles } from '../../../engine/project';
import type { Model, Project, ProjectFile, Target } from '../../../engine/project/types';

const target: Target = {
  name: 'test',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 1,
  vars: {},
  env: {},
};

export interface DomainModels {
  readonly project: Project;
  readonly compiler: Compiler;
  /** The incremental models, their quarantines, and all that these are made of, in the order of the graph. */
  readonly models: readonly Model[];
}

export interface Reading {
  /** Files as they are read: another text makes another project. */
  readonly change?: (file: ProjectFile) => ProjectFile;
  /** These incremental models alone. */
  readonly only?: readonly string[];
}

let unchanged: Promise<Project> | undefined;

async function read(change: Reading['change']): Promise<Project> {
  const files = await readProjectFiles(join(__dirname, '../../../sql'));
  return readProject(change ? files.map(change) : files, target);
}

/** Reads the project of this repository; as it is, once for all domains. */
export async function readDomain(domain: string, { change, only }: Reading = {}): Promise<DomainModels> {
  const project = await (change ? read(change) : (unchanged ??= read(undefined)));
  const graph = buildGraph(project);
  const own = project.models.filter(({ name }) => name.startsWith(`${domain}__`));
  const incremental = own.filter(
    ({ name, config }) => config.materialized === 'incremental' && (only?.includes(name) ?? true),
  );
  const wanted = new Set(
    own
      .filter(
        (model) =>
          incremental.includes(model) ||
          incremental.some(({ name }) => model.name === `${name}__quarantine`),
      )
      .map(({ uniqueId }) => uniqueId),
  );
  for (const id of wanted) for (const parent of graph.parents.get(id) ?? []) wanted.add(parent);
  const models = graph.order.flatMap((id) =>
    wanted.has(id)
      ? own.filter(({ uniqueId, config }) => uniqueId === id && config.materialized !== 'ephemeral')
      : [],
  );
  return { project, compiler: makeCompiler(project, target), models };
}
