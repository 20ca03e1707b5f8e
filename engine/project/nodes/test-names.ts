import { createHash } from 'node:crypto';
import { pythonRepr, pythonStr } from './python-text';

type Arguments = { readonly [name: string]: unknown };

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/**
 * The name dbt gives a generic test: its type, what it tests, its arguments. `short` is what files and aliases are
 * called: from 64 characters on, the first 30 of the identifier and a hash.
 * dbt/parser/generic_test_builders.py: synthesize_generic_test_names
 */
export function testNames(
  testType: string,
  tested: string,
  args: Arguments,
): { readonly short: string; readonly full: string } {
  const flat = Object.keys(args)
    .filter((name) => name !== 'model')
    .sort(byCodePoint)
    .flatMap((name) => parts(args[name]).map(pythonStr))
    .map((text) => text.replace(/[^0-9a-zA-Z_]+/g, '_'));
  const identifier = `${testType}_${tested}`;
  const full = `${identifier}_${flat.join('__')}`;
  const short = full.length >= 64 ? `${identifier.slice(0, 30)}_${md5(full)}` : full;
  return { short, full };
}

function parts(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value !== null && typeof value === 'object' ? Object.values(value) : [value];
}

/** The end of a generic test's unique id. dbt/parser/schema_generic_tests.py: create_test_node */
export function testHash(name: string, namespace: string | null, macro: string, kwargs: Arguments): string {
  return md5(name + pythonRepr(hashable({ namespace, name: macro, kwargs }))).slice(-10);
}

function hashable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hashable);
  if (value === null || typeof value !== 'object') return pythonStr(value);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([key, item]) => [key, hashable(item)]),
  );
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
