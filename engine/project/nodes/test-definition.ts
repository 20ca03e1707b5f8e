import { fail, suggestion } from '../../errors';
import type { Block } from '../../jinja';
import type { YamlFile, YamlPath } from '../yaml/document';

/** A generic test as written in a property file, taken apart as dbt's TestBuilder does. */
export interface TestDefinition {
  readonly macro: string;
  /** `dbt` or the project's own name, where it was written before the test's: `dbt.unique`. */
  readonly namespace: string | null;
  readonly args: { readonly [name: string]: unknown };
  readonly argsPath: (name: string) => YamlPath;
  readonly config: { readonly [key: string]: unknown };
  readonly configPath: (key: string) => YamlPath;
  readonly name: string | undefined;
  readonly description: string | undefined;
}

/** Settings that dbt also takes beside the arguments, without `config:`; in dbt's order. */
const configKeys: readonly string[] = [
  'severity',
  'tags',
  'enabled',
  'where',
  'limit',
  'warn_if',
  'error_if',
  'fail_calc',
  'store_failures',
  'store_failures_as',
  'sql_header',
  'meta',
  'database',
  'schema',
  'alias',
];

export function testDefinition(file: YamlFile, path: YamlPath, written: unknown): TestDefinition {
  const place = (inner: YamlPath = []) => file.locate([...path, ...inner]);
  const { test, body, bodyPath } = taken(file, path, written);
  const { arguments: nested, config = {}, name, description, ...inline } = body;
  if (nested !== undefined && !isRecord(nested)) {
    fail(
      'LH210',
      `"arguments" of the test "${test}" takes names and values.`,
      place([...bodyPath, 'arguments']),
    );
  }
  if (!isRecord(config)) {
    fail('LH210', `"config" of the test "${test}" takes names and values.`, place([...bodyPath, 'config']));
  }
  const beside = { ...config, ...inline };
  const settings = {
    ...Object.fromEntries(configKeys.flatMap((key) => (key in beside ? [[key, beside[key]]] : []))),
    ...config,
  };
  const args = {
    ...Object.fromEntries(Object.entries(inline).filter(([key]) => !configKeys.includes(key))),
    ...nested,
  };
  if ('model' in args) {
    fail('LH210', `The test "${test}" is given its model by dbt: remove "model".`, place(bodyPath));
  }
  const [first = '', second] = test.split('.', 2);
  return {
    macro: second ?? first,
    namespace: second === undefined ? null : first,
    args,
    argsPath: (arg) => [...path, ...bodyPath, ...(nested && arg in nested ? ['arguments', arg] : [arg])],
    config: settings,
    configPath: (key) => [...path, ...bodyPath, ...(key in config ? ['config', key] : [key])],
    name: name === undefined ? undefined : String(name),
    description: description === undefined || description === null ? undefined : String(description),
  };
}

function taken(file: YamlFile, path: YamlPath, written: unknown) {
  if (typeof written === 'string')
    return { test: written, body: {} as Record<string, unknown>, bodyPath: [] };
  if (isRecord(written)) {
    if (typeof written['test_name'] === 'string') {
      const { test_name: test, ...body } = written;
      return { test, body, bodyPath: [] };
    }
    const [entry, ...more] = Object.entries(written);
    if (entry && more.length === 0 && (isRecord(entry[1]) || entry[1] === null)) {
      return { test: entry[0], body: entry[1] ?? {}, bodyPath: [entry[0]] };
    }
  }
  return fail(
    'LH210',
    'A data test is a name, or one name with its arguments below it: "- accepted_values:" and then "arguments:".',
    file.locate(path),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Stops where the test's macro would not take what it is given. */
export function checkArguments(
  file: YamlFile,
  path: YamlPath,
  definition: TestDefinition,
  block: Block,
  column: string | undefined,
): void {
  if (/\bkwargs\b/.test(block.text)) return;
  const { macro } = definition;
  const parameters = block.parameters.filter(({ name }) => name !== 'model');
  const names = parameters.map(({ name }) => name);
  const given = new Set([...Object.keys(definition.args), ...(column === undefined ? [] : ['column_name'])]);
  for (const name of given) {
    if (names.includes(name)) continue;
    if (name === 'column_name') {
      fail(
        'LH210',
        `The test "${macro}" is not one of a column: put it under the model's data_tests.`,
        file.locate(path),
      );
    }
    const near = suggestion(name, names);
    const help = near || (names.length > 0 ? ` It takes: ${names.join(', ')}.` : ' It takes none.');
    const location = file.locate(definition.argsPath(name), { key: true });
    fail('LH210', `The test "${macro}" has no argument "${name}".${help}`, location);
  }
  const missing = parameters.filter(({ name, hasDefault }) => !hasDefault && !given.has(name));
  if (missing.length === 0) return;
  if (missing.some(({ name }) => name === 'column_name')) {
    fail(
      'LH210',
      `The test "${macro}" is one of a column: put it under a column's data_tests.`,
      file.locate(path),
    );
  }
  const list = missing.map(({ name }) => `"${name}"`).join(', ');
  fail('LH210', `The test "${macro}" needs ${list}.`, file.locate(path));
}
