import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DBT_VERSION } from '../../engine/artifacts/dbt-version';
import { manifest } from '../../engine/artifacts/manifest';
import { runResultsArtifact, type RunResult } from '../../engine/run';
import type { HomeLayout } from './layout';
import type { LocalProject } from './project';

/** Writes manifest.json and run_results.json as dbt would into its target folder. */
export function writeArtifacts(layout: HomeLayout, local: LocalProject, result: RunResult): void {
  mkdirSync(layout.target, { recursive: true });
  const invocation = { generatedAt: result.endedAt, invocationId: result.runId };
  const { project, graph, compiler, target } = local;
  write(join(layout.target, 'manifest.json'), manifest(project, graph, compiler, target, invocation));
  write(
    join(layout.target, 'run_results.json'),
    runResultsArtifact(result, {
      dbtVersion: DBT_VERSION,
      args: { which: result.plan.kind, target: target.name },
    }),
  );
}

/** Whole or not at all, for those who read while we write. */
function write(path: string, content: unknown): void {
  writeFileSync(`${path}.tmp`, JSON.stringify(content));
  renameSync(`${path}.tmp`, path);
}
