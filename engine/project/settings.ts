import { fail } from '../errors';
import type { Scope } from '../jinja';
import { baseScope } from './context/base-scope';
import { ConfigTree } from './config/tree';
import type { Problems } from './problems';
import type { Json, ProjectFile, Target } from './types';
import { parseYaml, type YamlFile } from './yaml/document';
import { projectFileSchema, type ProjectYaml } from './yaml/project-file';
import { renderStrings } from './yaml/render';
import { validate } from './yaml/validate';

/** dbt_project.yml, rendered for a target. */
export interface Settings {
  readonly name: string;
  readonly yaml: ProjectYaml;
  readonly file: YamlFile;
  /** What `var` answers where the target says nothing: the project's own part of `vars` goes before the global one. */
  readonly vars: { readonly [name: string]: Json };
  readonly trees: {
    readonly models: ConfigTree;
    readonly snapshots: ConfigTree;
    readonly sources: ConfigTree;
    readonly tests: ConfigTree;
    readonly unitTests: ConfigTree;
  };
  /** What property files can use. */
  readonly scope: Scope;
}

export function readSettings(files: readonly ProjectFile[], target: Target, problems: Problems): Settings {
  const found = files.find(({ path }) => path === 'dbt_project.yml' || path === 'dbt_project.yaml');
  if (!found) fail('LH206', 'There is no dbt_project.yml here. Name the folder that holds one.');
  const file = parseYaml(found);
  const early = baseScope({ projectName: '', target, vars: [target.vars], env: target.env });
  const rendered = renderStrings(file, [], file.value, early, problems, (key) => key === 'vars');
  const yaml = validate(projectFileSchema, file, [], rendered, 'dbt_project.yml', problems);
  if (!yaml) {
    problems.throwIfAny();
    throw new Error('a project file was refused without a reason');
  }
  const vars = variables(yaml);
  const tree = (section: string, root: object | null | undefined) =>
    new ConfigTree(file, section, (root ?? {}) as { readonly [key: string]: unknown });
  return {
    name: yaml.name,
    yaml,
    file,
    vars,
    trees: {
      models: tree('models', yaml.models),
      snapshots: tree('snapshots', yaml.snapshots),
      sources: tree('sources', yaml.sources),
      tests: yaml.data_tests ? tree('data_tests', yaml.data_tests) : tree('tests', yaml.tests),
      unitTests: tree('unit_tests', yaml.unit_tests),
    },
    scope: baseScope({ projectName: yaml.name, target, vars: [target.vars, vars], env: target.env }),
  };
}

function variables(yaml: ProjectYaml): { readonly [name: string]: Json } {
  const { [yaml.name]: own, ...global } = yaml.vars;
  const scoped = own !== null && typeof own === 'object' && !Array.isArray(own) ? own : {};
  return { ...global, ...scoped } as { readonly [name: string]: Json };
}
