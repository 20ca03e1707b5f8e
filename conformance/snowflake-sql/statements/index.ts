import { join } from 'node:path';
import { makeCompiler } from '../../../engine/compile';
import { readProject, readProjectFiles, type Project } from '../../../engine/project';
import { accountStatements } from './account';
import { deployStatements } from './deploy';
import { target, type RenderedStatement } from './rendered';
import { planStatements } from './run';
import { watchStatements } from './watch';

export type { RenderedStatement } from './rendered';

/** Every statement that a deploy, its failures, a run and a look at its cost send to Snowflake, each text once. */
export async function renderedStatements(root: string): Promise<readonly RenderedStatement[]> {
  const project = readProject(await readProjectFiles(join(root, 'sql')), target);
  const all = [
    ...accountStatements(),
    ...(await deployStatements(project)),
    ...planStatements(project),
    ...(await watchStatements(project)),
    ...analyses(project),
  ];
  return [...new Map(all.map((statement) => [statement.sql, statement])).values()];
}

function analyses(project: Project): readonly RenderedStatement[] {
  const compiler = makeCompiler(project, target);
  return project.analyses.map(({ uniqueId, name }) => ({
    id: `analysis ${name}`,
    sql: compiler.select(uniqueId),
  }));
}
