import { join } from 'node:path';
import { makeCompiler } from '../../engine/compile';
import { readProject, readProjectFiles } from '../../engine/project';
import type { ProjectFile, Target } from '../../engine/project/types';
import { localWarehouse, type LocalWarehouse } from '../support/local-warehouse';
import { genericTestCases, numbers, type GenericTestCase } from './generic-test-cases';

const target: Target = {
  name: 'test',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 1,
  vars: {},
  env: {},
};

function properties({ test, arguments: given, column, where }: GenericTestCase): string {
  const use = `{ ${test}: { arguments: ${given}${where ? `, config: { where: "${where}" }` : ''} } }`;
  const tests = `data_tests: [${use}]`;
  return `models: [{ name: shop__checked, ${column ? `columns: [{ name: ${column}, ${tests} }]` : tests} }]`;
}

describe('generic tests of the SQL project', () => {
  let shared: readonly ProjectFile[];
  let local: LocalWarehouse;

  beforeAll(async () => {
    const files = await readProjectFiles(join(__dirname, '../../sql'));
    shared = files.filter(({ path }) => /^(tests\/generic|macros\/(project|silver|gold))\//.test(path));
    local = await localWarehouse();
  });
  afterAll(() => local.close());

  test.each(genericTestCases.map((each) => [`${each.test} ${each.fact}`, each] as const))('%s', async (_, each) => {
    const own: ProjectFile[] = [
      { path: 'dbt_project.yml', text: 'name: shop\nvars: { as_of: null }\n' },
      { path: 'models/shop__checked.sql', text: each.checked },
      { path: 'models/shop__other.sql', text: each.other ?? 'select 1 as n' },
      { path: 'models/shop__accepted.sql', text: 'select 1 as n' },
      { path: 'models/shop__quarantined.sql', text: 'select 1 as n' },
      { path: 'models/shop.yml', text: properties(each) },
    ];
    const aimed = { ...target, vars: each.vars ?? {} };
    const project = readProject([...own, ...shared], aimed);
    const compiler = makeCompiler(project, aimed);
    for (const { uniqueId, schema, alias } of project.models) {
      await local.warehouse.query(`create schema if not exists ${schema}`);
      await local.warehouse.query(`create or replace view ${schema}.${alias} as ${compiler.select(uniqueId)}`);
    }
    const [found] = project.tests;
    if (!found) throw new Error('the property file has no test');
    const { rows } = await local.warehouse.query(compiler.select(found.uniqueId));
    expect(rows).toHaveLength(each.failures);
  });

  test('accepted_range without a bound says so', () => {
    const each: GenericTestCase = { fact: '', test: 'accepted_range', arguments: '{}', column: 'n', checked: numbers(1), failures: 0 };
    const own = [
      { path: 'dbt_project.yml', text: 'name: shop\n' },
      { path: 'models/shop__checked.sql', text: each.checked },
      { path: 'models/shop.yml', text: properties(each) },
    ];
    const compile = (): void => {
      const project = readProject([...own, ...shared], target);
      const compiler = makeCompiler(project, target);
      project.tests.forEach(({ uniqueId }) => compiler.select(uniqueId));
    };
    expect(compile).toThrow('accepted_range of n needs min_value, max_value or both');
  });
});
