import { fail } from '../errors';
import type { Model, UniqueId, UnitTest } from '../project/types';
import { fixtureSql, type FixtureColumn } from './fixture';
import type { Nodes } from './nodes';
import type { RenderNode } from './render-node';
import { injectCtes, type Cte } from './sql/inject-ctes';
import type { UnitTestOptions } from './types';

/**
 * What a load adds to each row of a bronze table.
 * https://docs.snowflake.com/en/user-guide/querying-metadata
 */
const technicalColumns: readonly FixtureColumn[] = [
  { name: '_file', type: 'varchar' },
  { name: '_row', type: 'number(38, 0)' },
  { name: '_file_modified_at', type: 'timestamp_ntz' },
  { name: '_loaded_at', type: 'timestamp_ltz' },
];
const commitTime: FixtureColumn = { name: 'metadata$row_last_commit_time', type: 'timestamp_ltz' };

/** The rows in which a model, given the test's input, and the test's expectation differ; see `Compiler`. */
export function unitTestSql(
  nodes: Nodes,
  render: RenderNode,
  id: UniqueId,
  options: UnitTestOptions = {},
): string {
  const test = nodes.unitTests.get(id);
  if (!test) throw new Error(`${id} is not a unit test of this project`);
  const model = nodes.compiled.get(test.model);
  if (model?.resourceType !== 'model') throw new Error(`${test.model} is not a model of this project`);

  const given = new Map(test.given.map(({ input, rows }) => [input, rows]));
  const ctes = new Map<UniqueId, Cte>();
  const { text } = render(model.uniqueId, {
    vars: test.overrides.vars,
    env: test.overrides.envVars,
    macroResults: test.overrides.macros,
    cteOf: (input) => {
      const rows = given.get(input);
      // `this` is there in every template, read or not.
      if (!rows) return input === model.uniqueId ? undefined : missing(test, input);
      const name = `__dbt__cte__${cteName(nodes, input)}`;
      const columns = columnsOf(nodes, input, model, options);
      ctes.set(input, { name, sql: fixtureSql(rows, columns) });
      return name;
    },
  });
  return injectCtes(comparison(test, model, text), [...ctes.values()]);
}

function missing(test: UnitTest, input: UniqueId): never {
  const [kind, , ...name] = input.split('.');
  const written = kind === 'source' ? `source('${name.join("', '")}')` : `ref('${name.join('.')}')`;
  return fail(
    'LH210',
    `Unit test "${test.name}" gives no rows for ${written}, which its model reads. ` +
      'Give it rows, or "rows: []" for none.',
    test.location,
    test.uniqueId,
  );
}

function cteName(nodes: Nodes, input: UniqueId): string {
  const source = nodes.sources.get(input);
  return source ? `${source.sourceName}__${source.name}` : (nodes.compiled.get(input)?.name ?? input);
}

/** Columns of an input: described ones first, then what the warehouse knows beside them. */
function columnsOf(
  nodes: Nodes,
  input: UniqueId,
  model: Model,
  options: UnitTestOptions,
): readonly FixtureColumn[] {
  const source = nodes.sources.get(input);
  const node = source ?? nodes.compiled.get(input);
  const described = node && 'columns' in node ? node.columns : [];
  const found = new Map<string, FixtureColumn>();
  const add = ({ name, type }: FixtureColumn) => {
    const key = name.toLowerCase();
    found.set(key, { name: found.get(key)?.name ?? name, type: found.get(key)?.type ?? type });
  };
  described.forEach(({ name, dataType }) => add({ name, type: dataType }));
  if (source?.landing) {
    technicalColumns.forEach(add);
    if (model.rawCode.toLowerCase().includes('commit_time')) add(commitTime);
  }
  options.columnsOf?.(input)?.forEach(({ name, type }) => add({ name: name.toLowerCase(), type }));
  return [...found.values()];
}

/** Only the columns that the first expected row names are compared, as in dbt. Rows count as often as they occur. */
function comparison(test: UnitTest, model: Model, actual: string): string {
  const { rows } = test.expect;
  const names = 'dict' in rows ? Object.keys(rows.dict[0] ?? {}) : [];
  const types = new Map(model.columns.map(({ name, dataType }) => [name.toLowerCase(), dataType]));
  const columns = names.map((name) => ({ name, type: types.get(name.toLowerCase()) }));
  const ctes = [`dbt_internal_unit_test_actual as (\n${actual}\n)`];
  if ('dict' in rows && rows.dict.length === 0) {
    return `with ${ctes.join(',\n')}\nselect 'actual' as actual_or_expected, * from dbt_internal_unit_test_actual`;
  }
  ctes.push(`dbt_internal_unit_test_expected as (\n${fixtureSql(rows, columns)}\n)`);
  if (names.length === 0) return bySet(ctes);
  const list = names.join(', ');
  return `with ${ctes.join(',\n')},
dbt_internal_unit_test_both as (
select ${list}, 1 as difference from dbt_internal_unit_test_actual
union all
select ${list}, -1 as difference from dbt_internal_unit_test_expected
)
select iff(sum(difference) > 0, 'actual', 'expected') as actual_or_expected, ${list}, abs(sum(difference)) as number_of_rows
from dbt_internal_unit_test_both
group by ${list}
having sum(difference) <> 0`;
}

/** An expectation that is a SELECT has the columns of the model itself: rows with their number are compared whole. */
function bySet(ctes: readonly string[]): string {
  const counted = (which: string) =>
    `select *, count(*) as number_of_rows from dbt_internal_unit_test_${which} group by all`;
  const without = (which: string, other: string) =>
    `select '${which}' as actual_or_expected, * from (${counted(which)} except ${counted(other)})`;
  return `with ${ctes.join(',\n')}
${without('actual', 'expected')}
union all
${without('expected', 'actual')}`;
}
