import { describer, readDocs } from './docs';
import { layOut } from './layout';
import { readMacros } from './macros';
import { readNodes } from './nodes';
import { Problems } from './problems';
import { readProperties } from './properties';
import { locator } from './reading';
import { readSettings } from './settings';
import type { Project, ProjectFile, Target } from './types';

export type * from './types';
export { readProjectFiles } from './read-files';

/**
 * Reads the files of a dbt project into plain data. Pure.
 * Throws one `LakehouseError` with every mistake that was found, in the order of the files.
 */
export function readProject(files: readonly ProjectFile[], target: Target): Project {
  const problems = new Problems();
  const settings = readSettings(files, target, problems);
  const layout = layOut(files, settings.yaml, problems);
  const properties = readProperties(layout.properties, settings.scope, problems);
  const docs = readDocs(layout.docs, problems);
  const describe = describer(docs, settings.scope, problems);
  const macros = readMacros(layout.macros, settings.name, properties, describe, problems);
  const locate = locator(files);
  const nodes = readNodes({ target, settings, layout, properties, macros, describe, problems, locate });
  problems.throwIfAny();
  return { name: settings.name, vars: settings.vars, macros: macros.macros, docs, ...nodes };
}
