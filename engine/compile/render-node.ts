import { fail } from '../errors';
import { parseTemplate, render, type Scope, type Template } from '../jinja';
import { baseScope } from '../project/context/base-scope';
import { nodeScope, type NodeContext } from '../project/context/node-scope';
import { rendering, ScopeRefusal } from '../project/context/refusal';
import { Relation } from '../project/context/relation';
import { renderTestKwargs } from '../project/context/test-kwargs';
import { libraryOf } from '../project/library';
import { templateNode } from '../project/nodes/template-node';
import type {
  DataTest,
  Json,
  Model,
  Project,
  Snapshot,
  SourceTable,
  Target,
  UniqueId,
} from '../project/types';
import { modelConfigDict, testConfigDict } from './config-dict';
import type { Compiled, Nodes } from './nodes';
import type { CompileOptions } from './types';

export interface Rendered {
  readonly text: string;
  /** Ephemeral models that it refers to, in order: their SELECTs are to be put before it. */
  readonly ephemerals: readonly Model[];
}

export interface RenderNodeOptions extends CompileOptions {
  /** A CTE in place of a node's relation: a unit test's fixture. Undefined keeps the relation. */
  readonly cteOf?: (id: UniqueId) => string | undefined;
  readonly env?: { readonly [name: string]: unknown };
}

export type RenderNode = (id: UniqueId, options: RenderNodeOptions) => Rendered;

/** Renders nodes at execution: references are relations, settings are known. */
export function makeRenderer(project: Project, target: Target, nodes: Nodes): RenderNode {
  const library = libraryOf(project.name, project.macros);
  const templates = new Map<UniqueId, Template>();

  const templateOf = (node: Compiled): Template => {
    const found = templates.get(node.uniqueId);
    if (found) return found;
    const { file, line = 1, column = 1 } = node.location;
    const template = parseTemplate(node.rawCode, file, { line, column });
    templates.set(node.uniqueId, template);
    return template;
  };

  const scopeOf = (options: RenderNodeOptions): Scope =>
    baseScope({
      projectName: project.name,
      target,
      vars: [options.vars ?? {}, target.vars, project.vars],
      env: { ...target.env, ...options.env },
    });
  const base = scopeOf({});

  return (id, options) => {
    const node = nodes.compiled.get(id);
    if (!node) throw new Error(`${id} is not a node of this project that can be compiled`);
    const ephemerals: Model[] = [];
    const config = configOf(node);
    const context: NodeContext = {
      base: options.vars || options.env ? scopeOf(options) : base,
      execute: true,
      incremental: options.incremental ?? false,
      node: nodeDict(project.name, node, config),
      this: hasRelation(node) ? relationOf(node, options) : undefined,
      ref: (name) => {
        const found = nodes.byName.get(name);
        if (!found) throw new ScopeRefusal('LH401', `ref('${name}'): there is no such model or snapshot.`);
        if (!node.dependsOn.nodes.includes(found.uniqueId)) throw hidden(name);
        const isCte = found.resourceType === 'model' && found.config.materialized === 'ephemeral';
        if (isCte && options.cteOf?.(found.uniqueId) === undefined) {
          if (!ephemerals.includes(found)) ephemerals.push(found);
          return new Relation({ ...noParts, identifier: found.alias }, true);
        }
        return relationOf(found, options);
      },
      source: (source, table) => {
        const found = nodes.sourceByName.get(`${source}.${table}`);
        if (found) return sourceRelation(found, options);
        throw new ScopeRefusal(
          'LH401',
          `source('${source}', '${table}'): there is no such table of a source.`,
        );
      },
      config: { set: () => undefined, get: (key) => config[key] },
    };
    const scope = nodeScope(context);
    const { macroResults } = options;
    const renderOptions = { macros: library, ...(macroResults ? { macroResults } : {}) };
    const subject = `${node.resourceType} "${node.name}"`;
    return rendering(subject, id, () => {
      const kwargs =
        node.resourceType === 'test' && node.generic
          ? {
              _dbt_generic_test_kwargs: renderTestKwargs(
                testArguments(node, nodes),
                () => node.location,
                scope,
                renderOptions,
              ),
            }
          : {};
      return { text: render(templateOf(node), { ...scope, ...kwargs }, renderOptions), ephemerals };
    });
  };
}

const noParts = { database: undefined, schema: undefined, identifier: undefined };

const hasRelation = (node: Compiled): node is Model | Snapshot =>
  node.resourceType === 'model' || node.resourceType === 'snapshot';

const hidden = (name: string) =>
  new ScopeRefusal(
    'LH405',
    `ref('${name}') shows only when the model is executed, so no order can be made of it. ` +
      `Write "-- depends_on: {{ ref('${name}') }}" at the top of the file.`,
  );

function relationOf(node: Model | Snapshot, options: RenderNodeOptions): Relation {
  const { database, schema, alias } = node;
  return standIn(node.uniqueId, options) ?? new Relation({ database, schema, identifier: alias });
}

function sourceRelation(source: SourceTable, options: RenderNodeOptions): Relation {
  const { database, schema, identifier } = source;
  return standIn(source.uniqueId, options) ?? new Relation({ database, schema, identifier });
}

function standIn(id: UniqueId, options: RenderNodeOptions): Relation | undefined {
  const cte = options.cteOf?.(id);
  if (cte !== undefined) return new Relation({ ...noParts, identifier: cte });
  const other = options.relationOf?.(id);
  return other && new Relation({ database: other.database, schema: other.schema, identifier: other.name });
}

/** What the test's macro is given, the relation under test included. */
function testArguments(test: DataTest, nodes: Nodes): { readonly [name: string]: Json } {
  const { attachedTo = '', column, arguments: args } = test.generic ?? {};
  const source = nodes.sources.get(attachedTo);
  const node = nodes.compiled.get(attachedTo);
  if (!source && !node)
    fail('LH401', `The test "${test.name}" is of ${attachedTo}, which is not there.`, test.location);
  const reference = source ? `source('${source.sourceName}', '${source.name}')` : `ref('${node?.name}')`;
  return {
    ...(column === undefined ? {} : { column_name: column }),
    ...args,
    model: `{{ get_where_subquery(${reference}) }}`,
  };
}

function configOf(node: Compiled): { readonly [key: string]: unknown } {
  switch (node.resourceType) {
    case 'model':
    case 'snapshot':
      return withoutNulls(modelConfigDict(node));
    case 'test':
      return withoutNulls(testConfigDict(node));
    case 'analysis':
      return {};
  }
}

/** `config.get('x', 'default')` answers the default for what is not set. */
const withoutNulls = (config: { readonly [key: string]: unknown }) =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));

function nodeDict(packageName: string, node: Compiled, config: { readonly [key: string]: unknown }) {
  const { uniqueId, name, resourceType, path, fqn, tags, meta, description } = node;
  const parts = { uniqueId, name, resourceType, packageName, path, fqn, tags, meta, description, config };
  if (!hasRelation(node)) return templateNode(parts);
  const { columns, database, schema, alias } = node;
  return templateNode({ ...parts, columns, database, schema, alias });
}
