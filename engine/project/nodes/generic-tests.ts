import { fail, suggestion } from '../../errors';
import type { Scope } from '../../jinja';
import { layerAt, mergeLayers } from '../config/layers';
import { testConfigSchema } from '../config/schemas';
import { fqnOf } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { DataTest, Json, UniqueId } from '../types';
import type { YamlFile, YamlPath } from '../yaml/document';
import { renderText } from '../yaml/render';
import type { ColumnYaml } from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { asList, asMeta } from './describe-node';
import { checksum, unresolved, type Parsed } from './models';
import { parseCalls } from './parse-node';
import { pythonRepr } from './python-text';
import { templateNode } from './template-node';
import { testConfig } from './test-config';
import { checkArguments, testDefinition, type TestDefinition } from './test-definition';
import { testHash, testNames } from './test-names';

/** What a list of data tests is about. */
export interface Tested {
  readonly uniqueId: UniqueId;
  /** `orders`, or `olist_orders` for a source's table. */
  readonly name: string;
  readonly kind: 'model' | 'snapshot' | 'source';
  /** How the test's macro is handed the relation: `ref('orders')`. */
  readonly reference: string;
  readonly label: string;
  readonly entry: Entry<TestedYaml>;
  /** A source's tags are its tests' as well; a model's are not. */
  readonly tags: readonly string[];
}

interface TestedYaml {
  readonly data_tests?: readonly unknown[] | undefined;
  readonly tests?: readonly unknown[] | undefined;
  readonly columns?: readonly ColumnYaml[] | undefined;
}

/** Every generic test under a model, snapshot or source table: of its columns, then of itself. */
export function readGenericTests(reading: Reading, tested: Tested): readonly Parsed<DataTest>[] {
  const { value, path } = tested.entry;
  const ofColumns = (value.columns ?? []).flatMap((column, i) =>
    testsAt(reading, tested, column, [...path, 'columns', i], {
      name: column.name,
      tags: [...asList(column.tags), ...asList(column.config?.tags)],
    }),
  );
  return [...ofColumns, ...testsAt(reading, tested, value, path, undefined)];
}

interface TestedColumn {
  readonly name: string;
  readonly tags: readonly string[];
}

function testsAt(
  reading: Reading,
  tested: Tested,
  owner: TestedYaml,
  path: YamlPath,
  column: TestedColumn | undefined,
): Parsed<DataTest>[] {
  // `tests` is dbt's older name for the same list.
  return (['data_tests', 'tests'] as const).flatMap((key) =>
    (owner[key] ?? []).flatMap((written, i) => {
      const at = [...path, key, i];
      return reading.problems.attempt(() => readTest(reading, tested, at, written, column)) ?? [];
    }),
  );
}

function readTest(
  reading: Reading,
  tested: Tested,
  path: YamlPath,
  written: unknown,
  column: TestedColumn | undefined,
): Parsed<DataTest> | undefined {
  const { settings, problems } = reading;
  const { file } = tested.entry;
  const location = file.locate(path);
  const definition = testDefinition(file, path, written);
  const { macro, namespace } = definition;
  const block = reading.macros.tests.get(macro);
  if (namespace !== null && namespace !== 'dbt' && namespace !== settings.name) {
    fail(
      'LH205',
      `The test "${namespace}.${macro}" is of a package, and packages are not supported: write it in tests/generic/.`,
      location,
    );
  }
  if (!block) {
    const near = suggestion(macro, reading.macros.tests.keys());
    fail(
      'LH209',
      `Unknown generic test "${macro}".${near} Write it in tests/generic/${macro}.sql.`,
      location,
    );
  }
  checkArguments(file, path, definition, block, column?.name);
  checkColumn(tested, definition);

  const kwargs = { ...(column ? { column_name: column.name } : {}), ...definition.args };
  const type = `${namespace === null ? '' : `${namespace}_`}${tested.kind === 'source' ? 'source_' : ''}${macro}`;
  const synthesized = testNames(type, tested.name, kwargs);
  const name = definition.name ?? synthesized.full;
  const withModel = { ...kwargs, model: `{{ get_where_subquery(${tested.reference}) }}` };
  const uniqueId = `test.${settings.name}.${name}.${testHash(name, namespace, macro, withModel)}`;
  const fqn = fqnOf(settings.name, file.path.slice(file.path.indexOf('/') + 1), name);

  const config = renderConfig(file, definition, settings.scope);
  const call = `{{ ${namespace === null ? '' : `${namespace}.`}test_${macro}(**_dbt_generic_test_kwargs) }}`;
  const parts = { uniqueId, name, resourceType: 'test', packageName: settings.name, path: file.path, fqn };
  const { line = 1, column: at = 1 } = location;
  const calls = parseCalls(
    reading,
    { text: call, file: file.path, line, column: at },
    templateNode(parts),
    `test "${macro}" of ${tested.label}`,
    {
      testArguments: {
        args: withModel,
        placeOf: ([arg = '']) => file.locate(definition.argsPath(String(arg))),
      },
    },
  );
  const merged = mergeLayers([
    layerAt(location, {}),
    ...settings.trees.tests.layersFor(fqn),
    ...calls.configs,
    { values: config, locate: ([key = '']) => file.locate(definition.configPath(String(key))) },
  ]);
  const what = `the settings of test "${macro}" of ${tested.label}`;
  const yaml = validate(testConfigSchema, merged, [], merged.values, what, problems);
  if (!yaml) return undefined;
  const full = testConfig(yaml);
  const rawCode = `${call}${configCall(definition, config, synthesized)}`;
  return {
    calls,
    node: {
      resourceType: 'test',
      uniqueId,
      name,
      path: file.path,
      fqn,
      location,
      rawCode,
      checksum: checksum(rawCode),
      dependsOn: unresolved(calls),
      config: full,
      tags: [...new Set([...tested.tags, ...(column?.tags ?? []), ...full.tags])].sort(),
      meta: asMeta(yaml.meta),
      description: reading.describe(definition.description, location),
      generic: {
        name: macro,
        arguments: definition.args as { readonly [name: string]: Json },
        attachedTo: tested.uniqueId,
        column: column?.name,
      },
    },
  };
}

function renderConfig(file: YamlFile, { config, configPath }: TestDefinition, scope: Scope) {
  return Object.fromEntries(
    Object.entries(config)
      .map(([key, value]) => [
        key,
        typeof value === 'string' && value.includes('{{')
          ? renderText(file, configPath(key), value, scope)
          : value,
      ])
      .filter(([, value]) => value !== null && value !== undefined),
  ) as { readonly [key: string]: unknown };
}

/** dbt repeats the settings in the test's code. */
function configCall(
  definition: TestDefinition,
  config: { readonly [key: string]: unknown },
  { short, full }: { readonly short: string; readonly full: string },
): string {
  const hashed = definition.name === undefined && short !== full && !('alias' in config);
  const entries = Object.entries(hashed ? { ...config, alias: short } : config);
  const written = entries.map(([key, value]) => {
    const text = typeof value === 'string' ? `"${value.replaceAll('"', '\\"')}"` : pythonRepr(value);
    return `${key}=${text}`;
  });
  return written.length > 0 ? `{{ config(${written.join(',')}) }}` : '';
}

/** A column that a test of the whole model names has to be one that the model's own description knows. */
function checkColumn(tested: Tested, { args, argsPath }: TestDefinition): void {
  const column = args['column_name'];
  const known = (tested.entry.value.columns ?? []).map(({ name }) => name);
  if (typeof column !== 'string' || known.length === 0 || !/^\w+$/.test(column)) return;
  if (known.some((name) => name.toLowerCase() === column.toLowerCase())) return;
  const near = suggestion(column, known);
  const location = tested.entry.file.locate(argsPath('column_name'));
  fail('LH211', `${tested.label} describes no column "${column}".${near} Add it to its columns.`, location);
}
