import type { Entry } from '../artifacts/entry';
import type { Manifest } from '../artifacts/manifest';
import { rowsOf } from '../artifacts/test-entries';
import { modelConfigDict, testConfigDict } from '../compile/config-dict';
import { fail } from '../errors';
import type { DataTest, Json, Project } from '../project/types';
import type { GraphNode } from './nodes';

/**
 * `state:…`: a node against an earlier manifest. Modified is another text, other settings, another relation, or a
 * macro in use that changed, as in dbt; descriptions are none of it.
 */
export function stateMatcher(value: string, state: Manifest, project: Project): (node: GraphNode) => boolean {
  const before = (node: GraphNode): Entry | undefined =>
    state.nodes[node.uniqueId] ?? state.sources[node.uniqueId] ?? state.unit_tests[node.uniqueId];
  const usesChangedMacro = changedMacros(project, state);
  const isModified = (node: GraphNode): boolean => {
    const entry = before(node);
    return !entry || differs(node, entry) || usesChangedMacro(node);
  };
  switch (value) {
    case 'new':
      return (node) => before(node) === undefined;
    case 'old':
      return (node) => before(node) !== undefined;
    case 'modified':
      return isModified;
    case 'unmodified':
      return (node) => !isModified(node);
    default:
      return fail(
        'LH403',
        `state:${value} is not known: use state:modified, state:new, state:unmodified or state:old.`,
      );
  }
}

function differs(node: GraphNode, before: Entry): boolean {
  return Object.entries(decisive(node)).some(([key, value]) => !covers(before[key], value));
}

/** What of a node decides its result, under the manifest's names. */
function decisive(node: GraphNode): { readonly [key: string]: Json } {
  switch (node.resourceType) {
    case 'model':
    case 'snapshot': {
      const { checksum, database, schema, alias } = node;
      return { checksum: { checksum }, database, schema, alias, config: modelConfigDict(node) };
    }
    case 'test':
      return { ...testText(node), config: testConfigDict(node) };
    case 'analysis':
      return { checksum: { checksum: node.checksum } };
    case 'source': {
      const { database, schema, identifier, external } = node;
      return { database, schema, identifier, external: external ?? null };
    }
    case 'unit_test': {
      const given = node.given.map(({ rows }) => rowsOf(rows));
      const { macros, vars, envVars } = node.overrides;
      return { given, expect: rowsOf(node.expect.rows), overrides: { macros, vars, env_vars: envVars } };
    }
  }
}

const testText = ({ generic, rawCode, checksum }: DataTest): { readonly [key: string]: Json } =>
  generic ? { raw_code: rawCode, test_metadata: { kwargs: generic.arguments } } : { checksum: { checksum } };

/** Whether the earlier value says the same; what only it has beside (dbt's own settings) is of no consequence. */
function covers(before: Json | undefined, now: Json): boolean {
  if (now === null || typeof now !== 'object') return (before ?? null) === now;
  if (before === null || typeof before !== 'object') return false;
  if (Array.isArray(now)) {
    return (
      Array.isArray(before) && before.length === now.length && now.every((item, i) => covers(before[i], item))
    );
  }
  const earlier = before as { readonly [key: string]: Json };
  return Object.entries(now).every(([key, item]) => covers(earlier[key], item));
}

/** Whether a node's text names a macro that is new or has another text, or one that in turn names such a macro. */
function changedMacros(project: Project, state: Manifest): (node: GraphNode) => boolean {
  const changed = new Set(
    project.macros
      .filter(({ uniqueId, macroSql }) => state.macros[uniqueId]?.['macro_sql'] !== macroSql)
      .map(({ name }) => name),
  );
  if (changed.size === 0) return () => false;
  const words = (text: string): readonly string[] => text.match(/\w+/g) ?? [];
  const wordsOf = new Map(project.macros.map(({ name, macroSql }) => [name, words(macroSql)]));
  for (let before = -1; before !== changed.size;) {
    before = changed.size;
    for (const [name, used] of wordsOf) if (used.some((word) => changed.has(word))) changed.add(name);
  }
  return (node) => 'rawCode' in node && words(node.rawCode).some((word) => changed.has(word));
}
