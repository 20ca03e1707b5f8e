import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Float, parseTemplate, render, renderNative, TemplateError } from '../../../engine/jinja';
import { caseMacros, caseScope } from '../../support/jinja-scope';

interface Case {
  readonly name: string;
  readonly template: string;
  readonly context?: { readonly [name: string]: unknown };
  readonly macros?: string;
  readonly mode?: 'render' | 'parse' | 'native';
  /** Where our words differ from Python's on purpose. */
  readonly ours?: string;
}

type Recorded =
  | { readonly output: string }
  | { readonly value: unknown }
  | { readonly error: string; readonly message: string; readonly line?: number };

const cases = join(__dirname, '../../cases/jinja');
const golden = join(__dirname, '../../golden/jinja');

function readCases(file: string): readonly Case[] {
  const document = parse(readFileSync(join(cases, file), 'utf8')) as {
    readonly context?: { readonly [name: string]: unknown };
    readonly expressions?: readonly (string | { readonly [expression: string]: string })[];
    readonly cases?: readonly (Omit<Case, 'name'> & { readonly name?: string })[];
  };
  const context = document.context ?? {};
  return [
    ...(document.expressions ?? []).map((name) => ({
      name: String(name),
      template: `{{ ${String(name)} }}`,
      context,
    })),
    ...(document.cases ?? []).map((item) => ({ ...item, name: item.name ?? item.template })),
  ];
}

function run({ template, context, macros, mode }: Case): unknown {
  const options = { macros: caseMacros(macros), parsing: mode === 'parse' };
  const parsed = parseTemplate(template, 'case.sql');
  return mode === 'native'
    ? renderNative(parsed, caseScope(context), options)
    : render(parsed, caseScope(context), options);
}

function failure(test: Case): TemplateError {
  try {
    const result = run(test);
    throw new Error(`expected an error, got ${JSON.stringify(result)}`);
  } catch (error: unknown) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

const unfloat = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'float' in value ? Number(value.float) : value;

describe.each(readdirSync(cases).filter((file) => file.endsWith('.yml')))('as Jinja2 does: %s', (file) => {
  const recorded = JSON.parse(readFileSync(join(golden, file.replace('.yml', '.json')), 'utf8')) as {
    readonly [name: string]: Recorded;
  };
  const all = readCases(file);

  test('every case was recorded', () => {
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(all.map((item) => [item.name, item] as const))('%s', (name, item) => {
    const expected = recorded[name];
    if (!expected) throw new Error('not recorded: run test/support/record-jinja.py');
    if ('output' in expected) expect(run(item)).toBe(expected.output);
    else if ('value' in expected)
      expect(JSON.parse(JSON.stringify(run(item)))).toEqual(
        JSON.parse(JSON.stringify(expected.value), (_key, value: unknown) => unfloat(value)),
      );
    else {
      const error = failure(item);
      // Near names are ours to add.
      const message = error.message.replace(/ Did you mean '.*'\?$/, '');
      expect(message.replace(/\.$/, '')).toBe((item.ours ?? expected.message).replace(/\.$/, ''));
      if (expected.line !== undefined) expect(error.line).toBe(expected.line);
    }
  });
});

test('a float keeps its point on its way through a scope', () => {
  expect(render(parseTemplate('{{ x }} {{ y }}', 'x'), { x: new Float(2), y: 2 })).toBe('2.0 2');
});
