import type { z } from 'zod';
import { suggestion } from '../../errors';
import { isRefusal } from './refused';
import type { Problems } from '../problems';
import type { Locator, YamlPath } from './document';

/**
 * A value of a YAML file as its schema has it, or undefined after each mistake was taken down with its place.
 * `what` names the thing in messages: `model "orders"`.
 */
export function validate<T>(
  schema: z.ZodType<T>,
  file: Locator,
  path: YamlPath,
  value: unknown,
  what: string,
  problems: Problems,
): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report(issue, schema, file, path, what, problems);
  return undefined;
}

function report(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  file: Locator,
  path: YamlPath,
  what: string,
  problems: Problems,
): void {
  const place = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  const full = [...path, ...place];
  const name = place.length > 0 ? `"${dotted(place)}" of ${what}` : what;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, place);
    for (const key of issue.keys) {
      const near = suggestion(key, known);
      const help = near || (known.length > 0 ? ` Known here: ${known.join(', ')}.` : '');
      const location = file.locate([...full, key], { key: true });
      problems.add('LH202', `Unknown key "${key}" in ${name}.${help}`, location);
    }
    return;
  }
  if (issue.code === 'custom' && isRefusal(issue)) {
    problems.add('LH205', `${name}: ${issue.message}`, file.locate(full, { key: true }));
    return;
  }
  const message = issue.message.replace(/^Invalid (input|option): /, '').replaceAll('"|"', '", "');
  problems.add('LH203', `${name}: ${message}.`, file.locate(full));
}

const dotted = (path: YamlPath): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`)).join('');

/** The keys that a schema takes at a path, for "did you mean". */
function keysAt(schema: unknown, path: YamlPath): string[] {
  let at = unwrap(schema);
  for (const step of path) {
    const next = typeof step === 'number' ? at?.element : (at?.shape?.[step] ?? at?.valueType);
    at = unwrap(next);
  }
  return Object.entries(at?.shape ?? {}).flatMap(([key, value]) => (isRefused(value) ? [] : [key]));
}

/** Known to dbt only; see `refused`. */
const isRefused = (schema: unknown): boolean => {
  const def = unwrap(schema);
  return def?.type === 'unknown' && (def.checks?.length ?? 0) > 0;
};

interface Inner {
  readonly type?: string;
  readonly checks?: readonly unknown[];
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly shape?: { readonly [key: string]: unknown };
}

/** zod's own description of a schema, without its optional, default and nullable wrappers. */
function unwrap(schema: unknown): Inner | undefined {
  let def = (schema as { def?: Inner } | undefined)?.def;
  while (def?.innerType) def = (def.innerType as { def?: Inner }).def;
  return def;
}
