import { testConfigDict } from '../compile/config-dict';
import type { Compiler } from '../compile/types';
import type { DataTest, Project, Target, UniqueId, UnitRows, UnitTest } from '../project/types';
import { common, compiled, dependsOn, docs, references, sha256, type Entry } from './entry';

/** dbt shortens long names by a hash, and says the short one in the test's settings. */
const shortName = (node: DataTest): string =>
  node.generic ? (/\balias="([^"]+)"/.exec(node.rawCode)?.[1] ?? node.name) : node.name;

export function testEntry(node: DataTest, project: Project, target: Target, compiler: Compiler): Entry {
  const { generic } = node;
  return {
    ...common(node, project),
    path: generic ? `${shortName(node)}.sql` : node.path.slice(node.path.indexOf('/') + 1),
    database: target.database,
    schema: 'dbt_test__audit',
    alias: shortName(node),
    checksum: generic ? { name: 'none', checksum: '' } : sha256(node.checksum),
    config: testConfigDict(node),
    columns: {},
    docs,
    relation_name: null,
    raw_code: node.rawCode,
    language: 'sql',
    ...references(node.dependsOn, project),
    depends_on: dependsOn(node.dependsOn),
    ...compiled(compiler.select(node.uniqueId)),
    ...(generic && {
      column_name: generic.column ?? null,
      // dbt says it of models only.
      attached_node: generic.attachedTo.startsWith('source.') ? null : generic.attachedTo,
      test_metadata: {
        name: generic.name,
        kwargs: {
          ...generic.arguments,
          ...(generic.column === undefined ? {} : { column_name: generic.column }),
        },
        namespace: null,
      },
    }),
  };
}

export const rowsOf = (rows: UnitRows): Entry =>
  'sql' in rows ? { rows: rows.sql, format: 'sql' } : { rows: rows.dict, format: 'dict' };

export function unitTestEntry(node: UnitTest, project: Project): Entry {
  const name = (id: UniqueId) => id.split('.').slice(2);
  const input = (id: UniqueId) => {
    const [first = '', second] = name(id);
    return id.startsWith('source.') ? `source('${first}', '${second ?? ''}')` : `ref('${first}')`;
  };
  const { macros, vars, envVars } = node.overrides;
  const { tags, meta, ...shared } = common(node, project);
  return {
    ...shared,
    model: name(node.model).join('.'),
    given: node.given.map((given) => ({ input: input(given.input), ...rowsOf(given.rows), fixture: null })),
    expect: { ...rowsOf(node.expect.rows), fixture: null },
    overrides: { macros, vars, env_vars: envVars },
    depends_on: { macros: [], nodes: [node.model] },
    // dbt keeps a unit test's tags and meta in its config alone.
    config: { enabled: true, tags: tags ?? [], meta: meta ?? {} },
    schema: project.models.find((model) => model.uniqueId === node.model)?.schema ?? null,
  };
}
