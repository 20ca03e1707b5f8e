import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';
import { CannotCompare, type Check } from './check';
import type { ReadyEnvironment } from './environment';

/** Our artifacts by dbt's name of their kind. */
export type Artifacts = { readonly [kind in 'manifest' | 'run_results']?: unknown };

/** Mistakes that the JSON schemas of dbt's own classes find in our artifacts, and what dbt's reader says of them. */
export async function checkArtifacts(
  { root, workspace }: Surroundings,
  { python, env }: ReadyEnvironment,
  artifacts: Artifacts,
): Promise<Check> {
  const kindOf = new Map<string, string>();
  for (const [kind, artifact] of Object.entries(artifacts)) {
    const file = join(workspace, `our-${kind}.json`);
    await writeFile(file, JSON.stringify(artifact));
    kindOf.set(file, kind);
  }
  const script = join(root, 'conformance/dbt/check_artifacts.py');
  const files = [...kindOf].map(([file, kind]) => `${kind}=${file}`);
  const result = await runCommand(python, [script, ...files], { cwd: workspace, env });
  if (!result || result.status !== 0) {
    throw new CannotCompare(`check_artifacts.py failed:\n${result ? lastWords(result) : 'no Python'}`);
  }
  const mistakes = JSON.parse(result.stdout) as { readonly [file: string]: readonly string[] };
  const differences = Object.entries(mistakes).flatMap(([file, found]) =>
    found.map((mistake) => ({
      id: `${kindOf.get(file) ?? file}.json`,
      what: 'schema',
      dbt: mistake,
      ours: file,
    })),
  );
  const right = Object.values(mistakes).filter((found) => found.length === 0).length;
  return { name: 'artifacts of a build, read by dbt', equal: right, differences };
}
