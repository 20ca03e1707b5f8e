import { LakehouseError } from '../errors';
import type { Model, Project, Target, UniqueId } from '../project/types';
import type { RelationName } from '../warehouse/port';
import { lintModel } from './lint';
import { indexNodes } from './nodes';
import { makeRenderer } from './render-node';
import { injectCtes, type Cte } from './sql/inject-ctes';
import type { CompileOptions, Compiler } from './types';
import { unitTestSql } from './unit-test';

export type * from './types';

/** Ready to print the SQL of every node. Pure: rendering is deferred until a node is asked for. */
export function makeCompiler(project: Project, target: Target): Compiler {
  const nodes = indexNodes(project);
  const render = makeRenderer(project, target, nodes);
  // A plan asks for the same text several times; what is compiled with stand-ins is not kept.
  const kept = new Map<string, string>();

  const compile = (id: UniqueId, options: CompileOptions): string => {
    const { text, ephemerals } = render(id, options);
    const ctes = new Map<UniqueId, Cte>();
    const gather = (models: readonly Model[]): void => {
      for (const model of models) {
        if (ctes.has(model.uniqueId)) continue;
        const inner = render(model.uniqueId, options);
        gather(inner.ephemerals);
        ctes.set(model.uniqueId, { name: `__dbt__cte__${model.alias}`, sql: inner.text });
      }
    };
    gather(ephemerals);
    return injectCtes(text, [...ctes.values()]);
  };

  const select = (id: UniqueId, options: CompileOptions = {}): string => {
    const { relationOf, vars, macroResults, incremental = false } = options;
    const standIns = relationOf ?? vars ?? macroResults;
    const key = `${incremental} ${id}`;
    const found = standIns ? undefined : kept.get(key);
    if (found !== undefined) return found;
    const sql = compile(id, options);
    const node = nodes.compiled.get(id);
    const problems = node?.resourceType === 'model' ? lintModel(node, sql) : [];
    if (problems.length > 0) throw new LakehouseError(problems);
    if (!standIns) kept.set(key, sql);
    return sql;
  };

  const relation = (id: UniqueId): RelationName => {
    const node = nodes.compiled.get(id);
    if (node?.resourceType === 'model' || node?.resourceType === 'snapshot') {
      return stored(node.database, node.schema, node.alias);
    }
    const source = nodes.sources.get(id);
    if (source) return stored(source.database, source.schema, source.identifier);
    throw new Error(`${id} is no model, snapshot or source of this project: it has no relation`);
  };

  return {
    relation,
    select,
    unitTestSql: (id, options) => unitTestSql(nodes, render, id, options),
  };
}

/** As the engine stores an unquoted name. */
const stored = (database: string, schema: string, name: string): RelationName => ({
  database: database.toUpperCase(),
  schema: schema.toUpperCase(),
  name: name.toUpperCase(),
});
