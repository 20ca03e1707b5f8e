import { parseTemplate, renderNative, type Scope } from '../../jinja';
import { rendering } from '../context/refusal';
import type { Problems } from '../problems';
import type { YamlFile, YamlPath } from './document';

/**
 * A part of a YAML file with its templates rendered as dbt does: `"{{ var('x') }}"` alone keeps the value's type.
 * `skip` says which keys are rendered later, by whoever owns them (descriptions, tests' arguments).
 */
export function renderStrings(
  file: YamlFile,
  path: YamlPath,
  value: unknown,
  scope: Scope,
  problems: Problems,
  skip: (key: string) => boolean = () => false,
): unknown {
  if (typeof value === 'string') {
    if (!value.includes('{{') && !value.includes('{%') && !value.includes('{#')) return value;
    return problems.attempt(() => renderText(file, path, value, scope));
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => renderStrings(file, [...path, i], item, scope, problems, skip));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      skip(key) ? item : renderStrings(file, [...path, key], item, scope, problems, skip),
    ]),
  );
}

export function renderText(file: YamlFile, path: YamlPath, value: string, scope: Scope): unknown {
  const { line = 1, column = 1 } = file.locate(path);
  return rendering(undefined, undefined, () =>
    renderNative(parseTemplate(value, file.path, { line, column }), scope),
  );
}
