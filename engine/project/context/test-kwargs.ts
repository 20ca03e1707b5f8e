import { parseTemplate, renderNative, type RenderOptions, type Scope } from '../../jinja';

/** dbt takes an argument that looks like one of these calls for an expression, without braces around it. */
const call = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/;

export type PlaceOf = (path: readonly (string | number)[]) => {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
};

/**
 * The arguments of a generic test as its macro gets them: texts rendered, `ref(…)` evaluated; a column's name stays
 * as it is. dbt/clients/jinja.py: add_rendered_test_kwargs
 */
export function renderTestKwargs(
  args: { readonly [name: string]: unknown },
  placeOf: PlaceOf,
  scope: Scope,
  options: RenderOptions,
): { readonly [name: string]: unknown } {
  const render = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof value === 'string') {
      if (path.length === 1 && path[0] === 'column_name') return value;
      const isCall = call.test(value);
      if (!isCall && !/\{\{|\{%|\{#/.test(value)) return value;
      const { file, line = 1, column = 1 } = placeOf(path);
      const text = isCall ? `{{ ${value} }}` : value;
      // The braces are not in the file: what is wrong is shown where the user wrote it.
      const shift = isCall ? -3 : 0;
      return renderNative(parseTemplate(text, file, { line, column: column + shift }), scope, options);
    }
    if (Array.isArray(value)) return value.map((item, i) => render(item, [...path, i]));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, render(item, [...path, key])]),
    );
  };
  return render(args, []) as { readonly [name: string]: unknown };
}
