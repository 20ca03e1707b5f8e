import type { Manifest } from '../artifacts/manifest';
import { fail } from '../errors';
import type { Project } from '../project/types';
import type { GraphNode } from './nodes';
import type { Selector } from './selector';
import { stateMatcher } from './state';

/** `*`, `?` and `[abc]` as in dbt's (Python's fnmatch) wildcards. */
function wildcard(pattern: string): (text: string) => boolean {
  if (!/[*?[]/.test(pattern)) return (text) => text === pattern;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`);
  return (text) => expression.test(text);
}

/** Whether a node itself is what a selector names; its neighbours are the caller's business. */
export function matcher(
  selector: Selector,
  state: Manifest | undefined,
  project: Project,
): (node: GraphNode) => boolean {
  const is = wildcard(selector.value);
  switch (selector.method) {
    case 'name':
    case 'fqn':
      return (node) => is(node.name) || fqnMatches(node.fqn, selector.value);
    case 'tag':
      return (node) => node.tags.some(is);
    case 'path': {
      const folder = selector.value.replace(/^\.\//, '').replace(/\/$/, '');
      const inFolder = wildcard(folder);
      return (node) => inFolder(node.path) || node.path.startsWith(`${folder}/`);
    }
    case 'file':
      return (node) => {
        const base = node.path.slice(node.path.lastIndexOf('/') + 1);
        return is(base) || is(base.replace(/\.[^.]+$/, ''));
      };
    case 'source':
      return (node) =>
        node.resourceType === 'source' && sourceMatches(node.sourceName, node.name, selector.value);
    case 'config': {
      const path = selector.methodArgument?.split('.') ?? [];
      if (path.length === 0) fail('LH403', 'config needs a key, as in config.materialized:incremental.');
      return (node) => 'config' in node && configValues(node.config, path).some((value) => is(String(value)));
    }
    case 'resource_type':
      return (node) => node.resourceType === selector.value;
    case 'test_type':
      return (node) => testTypes(node).some(is);
    case 'test_name':
      return (node) => node.resourceType === 'test' && node.generic !== undefined && is(node.generic.name);
    case 'state':
      if (!state) {
        fail('LH403', `state:${selector.value} compares with an earlier manifest: give one with --state.`);
      }
      return stateMatcher(selector.value, state, project);
  }
}

function fqnMatches(fqn: readonly string[], value: string): boolean {
  const wanted = value.split('.');
  const without = fqn.slice(1);
  const startsWith = (parts: readonly string[]) =>
    wanted.length <= parts.length && wanted.every((part, index) => wildcard(part)(parts[index] ?? ''));
  return startsWith(fqn) || startsWith(without);
}

function sourceMatches(source: string, table: string, value: string): boolean {
  const [wantedSource = '', wantedTable = '*', extra] = value.split('.').slice(-3);
  if (extra !== undefined) return sourceMatches(source, table, `${wantedTable}.${extra}`);
  return wildcard(wantedSource)(source) && wildcard(wantedTable)(table);
}

function configValues(config: object, path: readonly string[]): readonly unknown[] {
  let at: unknown = config;
  for (const key of path) {
    const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    at =
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([name]) => name === key || name === camel)?.[1]
        : undefined;
  }
  return at === undefined ? [] : Array.isArray(at) ? at : [at];
}

function testTypes(node: GraphNode): readonly string[] {
  if (node.resourceType === 'unit_test') return ['unit'];
  if (node.resourceType !== 'test') return [];
  return ['data', node.generic ? 'generic' : 'singular'];
}
