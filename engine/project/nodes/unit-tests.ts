import { parse } from 'csv-parse/sync';
import { fail, LakehouseError } from '../../errors';
import { callable, evaluate, TemplateError } from '../../jinja';
import { layerAt, mergeLayers, yamlLayer } from '../config/layers';
import { unitTestConfigSchema } from '../config/schemas';
import { templateProblem } from '../context/refusal';
import { baseName, fqnOf } from '../layout';
import type { Entry } from '../properties';
import type { Reading } from '../reading';
import type { References } from '../references';
import type { Json, UniqueId, UnitRows, UnitTest } from '../types';
import type { UnitFixtureYaml, UnitTestYaml } from '../yaml/schema-file';
import { validate } from '../yaml/validate';
import { asMeta } from './describe-node';

/** A unit test, with its inputs resolved and its fixtures read. Undefined where it is switched off. */
export function readUnitTest(
  reading: Reading,
  references: References,
  entry: Entry<UnitTestYaml>,
): UnitTest | undefined {
  const { settings, problems } = reading;
  const { value, file, path, location } = entry;
  const what = `unit test "${value.name}"`;
  const fqn = [...fqnOf(settings.name, file.path.slice(file.path.indexOf('/') + 1), value.model), value.name];
  const merged = mergeLayers([
    layerAt(location, {}),
    ...settings.trees.unitTests.layersFor(fqn),
    ...(value.config ? [yamlLayer(file, [...path, 'config'], value.config)] : []),
  ]);
  const config = validate(
    unitTestConfigSchema,
    merged,
    [],
    merged.values,
    `the settings of ${what}`,
    problems,
  );
  if (!config?.enabled) return undefined;

  const modelAt = file.locate([...path, 'model']);
  const model = references.model(value.model, modelAt);
  if (model === undefined) return undefined;
  const given = value.given.map((input, i) => {
    const at = [...path, 'given', i];
    const id = inputOf(input.input, model, references, file.locate([...at, 'input']));
    return { input: id, rows: rowsOf(reading, entry, input, at, `input ${input.input} of ${what}`) };
  });
  const twice = given.find(({ input }, i) => given.findIndex((other) => other.input === input) !== i);
  if (twice) fail('LH204', `${twice.input} is given twice in ${what}. Keep one.`, location);
  return {
    resourceType: 'unit_test',
    uniqueId: `unit_test.${settings.name}.${value.model}.${value.name}`,
    name: value.name,
    path: file.path,
    fqn,
    location,
    tags: config.tags,
    meta: asMeta(config.meta),
    description: reading.describe(value.description, location),
    model,
    given,
    expect: { rows: rowsOf(reading, entry, value.expect, [...path, 'expect'], `the expectation of ${what}`) },
    overrides: {
      macros: asMeta(value.overrides?.macros),
      vars: asMeta(value.overrides?.vars),
      envVars: asMeta(value.overrides?.env_vars),
    },
  };
}

/** `ref('orders')`, `source('olist', 'orders')` or `this`. */
function inputOf(
  written: string,
  model: UniqueId,
  references: References,
  location: ReturnType<Entry<unknown>['file']['locate']>,
): UniqueId {
  if (written.trim() === 'this') return model;
  let id: UniqueId | undefined;
  const scope = {
    ref: callable('ref', (args) => {
      id = references.ref(
        { name: String(args.at(-1)), package: args.length > 1 ? String(args[0]) : undefined, location },
        undefined,
      );
      return null;
    }),
    source: callable('source', ([source, table]) => {
      id = references.source({ source: String(source), table: String(table), location }, undefined);
      return null;
    }),
  };
  try {
    evaluate(written, location.file, scope);
  } catch (e: unknown) {
    if (!(e instanceof TemplateError)) throw e;
    throw new LakehouseError([{ ...templateProblem(e), location }]);
  }
  return id ?? fail('LH210', `An input is ref('…'), source('…', '…') or this, not "${written}".`, location);
}

function rowsOf(
  reading: Reading,
  { file }: Entry<UnitTestYaml>,
  fixture: UnitFixtureYaml,
  path: readonly (string | number)[],
  what: string,
): UnitRows {
  const { format, rows, fixture: name } = fixture;
  if (name !== undefined && rows !== undefined && rows !== null) {
    fail('LH210', `${what} has rows and a fixture. Keep one.`, file.locate([...path, 'fixture']));
  }
  const text =
    name === undefined ? rows : fixtureText(reading, name, format, file.locate([...path, 'fixture']));
  const place = file.locate([...path, name === undefined ? 'rows' : 'fixture']);
  if (format === 'dict') {
    if (Array.isArray(text)) return { dict: text as readonly { readonly [column: string]: Json }[] };
    fail('LH210', `${what} has format dict: its rows are a list of columns and values.`, place);
  }
  if (typeof text !== 'string') {
    fail('LH210', `${what} has format ${format}: its rows are one text.`, place);
  }
  return format === 'sql' ? { sql: text.trim() } : { dict: csvRows(text, what, place) };
}

function fixtureText(
  { layout }: Reading,
  name: string,
  format: string,
  location: ReturnType<Entry<unknown>['file']['locate']>,
): string {
  const found = layout.fixtures.find(({ path }) => baseName(path) === name && path.endsWith(`.${format}`));
  return found?.text ?? fail('LH210', `There is no fixture tests/fixtures/${name}.${format}.`, location);
}

/** Values of a CSV fixture are text, and an empty one is null, as in dbt. */
function csvRows(
  text: string,
  what: string,
  location: ReturnType<Entry<unknown>['file']['locate']>,
): readonly { readonly [column: string]: Json }[] {
  try {
    const rows = parse(text.trim(), { columns: true, trim: true }) as Record<string, string>[];
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === '' ? null : value])),
    );
  } catch (e: unknown) {
    return fail(
      'LH210',
      `${what} is not valid CSV: ${e instanceof Error ? e.message : String(e)}.`,
      location,
    );
  }
}
