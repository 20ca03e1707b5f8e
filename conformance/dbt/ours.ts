import { join } from 'node:path';
import { manifest, type Manifest } from '../../engine/artifacts/manifest';
import { makeCompiler } from '../../engine/compile';
import { buildGraph } from '../../engine/graph';
import { readProject, readProjectFiles, type Target } from '../../engine/project';
import type { ManifestFile } from './types';

/** What `sql/profiles.yml` says under `dev`, with nothing set in the environment. */
const target = (incremental: boolean): Target => ({
  name: 'dev',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 4,
  vars: { lakehouse_incremental: incremental },
  env: {},
});

/** Our manifest of `sql/`, with every node compiled by the engine. */
export async function compileWithEngine(root: string, incremental: boolean): Promise<ManifestFile> {
  const settings = target(incremental);
  const project = readProject(await readProjectFiles(join(root, 'sql')), settings);
  const compiler = makeCompiler(project, settings);
  const invocation = { generatedAt: new Date(0).toISOString(), invocationId: 'conformance' };
  const ours: Manifest = manifest(project, buildGraph(project), compiler, settings, invocation);
  return ours as unknown as ManifestFile;
}
