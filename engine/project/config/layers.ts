import type { SourceLocation } from '../../errors';
import type { Locator, YamlPath } from '../yaml/document';

/** Settings from one place: a folder of dbt_project.yml, a property file, or the node's own config(). */
export interface ConfigLayer extends Locator {
  readonly values: { readonly [key: string]: unknown };
}

/** Later layers win; tags add up and meta is merged key by key, as in dbt (CompareBehavior of its configs). */
export function mergeLayers(layers: readonly ConfigLayer[]): ConfigLayer {
  const values: Record<string, unknown> = {};
  const origin = new Map<string, ConfigLayer>();
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer.values)) {
      values[key] = key in values ? merged(key, values[key], value) : value;
      origin.set(key, layer);
    }
  }
  return {
    values,
    locate: (path, options) => locateIn(origin.get(String(path[0])) ?? layers.at(-1), path, options),
  };
}

function merged(key: string, before: unknown, after: unknown): unknown {
  if (key === 'tags') return [...new Set([...list(before), ...list(after)])];
  if (key === 'meta' && isRecord(before) && isRecord(after)) return { ...before, ...after };
  return after;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function locateIn(
  layer: ConfigLayer | undefined,
  path: YamlPath,
  options: { readonly key?: boolean } | undefined,
): SourceLocation {
  if (!layer) throw new Error('a merged configuration needs at least one layer to have places');
  return layer.locate(path, options);
}

/** A part of a YAML file as a layer. */
export const yamlLayer = (
  file: Locator,
  path: YamlPath,
  values: { readonly [key: string]: unknown },
): ConfigLayer => ({ values, locate: (inner, options) => file.locate([...path, ...inner], options) });

/** Settings that stand in one line of a template, or that have no place of their own. */
export const layerAt = (
  location: SourceLocation,
  values: { readonly [key: string]: unknown },
): ConfigLayer => ({ values, locate: () => location });
