import { makeCompiler } from '../../../engine/compile';
import { buildGraph } from '../../../engine/graph';
import { makePlan, type NodeState, type Plan, type PlanInput } from '../../../engine/plan';
import type { Project } from '../../../engine/project';
import { names } from '../../../test/support/deployed-account';
import { target, type RenderedStatement } from './rendered';

/** Of a first build, of one that finds everything and builds it anew, and of one that merges what has arrived. */
export function planStatements(project: Project): readonly RenderedStatement[] {
  const graph = buildGraph(project);
  const compiler = makeCompiler(project, target);
  const base: PlanInput = {
    ...{ project, graph, compiler },
    selected: new Set(
      [...project.models, ...project.snapshots, ...project.sources].map(({ uniqueId }) => uniqueId),
    ),
    observed: {
      catalog: [],
      sourceTokens: new Map(project.sources.map(({ uniqueId }) => [uniqueId, 'token 1'])),
      columns: new Map(),
    },
    state: new Map(),
    traits: { incrementalPublish: 'clone' },
    options: {
      ...{ runId: '20260102T030405_AAAA', now: new Date('2026-01-02T03:04:05Z'), database: names.database },
      ...{ fullRefresh: false, keepDisplacedDays: 7, keepDisplaced: undefined },
    },
  };
  const first = makePlan(base);
  const again: PlanInput = {
    ...base,
    observed: {
      catalog: first.units.flatMap((unit) =>
        unit.models.map(({ live, materialized }) => ({
          ...live,
          kind: materialized === 'view' ? ('view' as const) : ('table' as const),
        })),
      ),
      sourceTokens: new Map(project.sources.map(({ uniqueId }) => [uniqueId, 'token 2'])),
      columns: new Map(
        project.models.map(({ uniqueId, columns, config }) => [
          uniqueId,
          [...new Set([...columns.map(({ name }) => name), ...config.uniqueKey])].map((name) => ({
            name: name.toUpperCase(),
            type: 'VARCHAR',
          })),
        ]),
      ),
    },
    state: stateAfter(first),
  };
  const anew = { ...again, options: { ...again.options, fullRefresh: true } };
  return [
    ...stepsOf('first', first),
    ...stepsOf('merge', makePlan(again)),
    ...stepsOf('anew', makePlan(anew)),
  ];
}

function stateAfter(plan: Plan): ReadonlyMap<string, NodeState> {
  const rest = { runId: plan.runId, publishedAt: '2026-01-01T00:00:00.000Z', rows: 1, tests: [] };
  return new Map(
    plan.units.flatMap(({ models }) =>
      models.map(({ model, inputs, version }) => [model, { node: model, inputs, version, ...rest }] as const),
    ),
  );
}

const stepsOf = (origin: string, plan: Plan): readonly RenderedStatement[] =>
  plan.units.flatMap(({ steps, tests, rollback }) => [
    ...steps.map(({ id, sql }) => ({ id: `plan-${origin} ${id}`, sql })),
    ...tests.map(({ name, failingRowsSql }) => ({
      id: `plan-${origin} rows of ${name}`,
      sql: failingRowsSql,
    })),
    ...(rollback === undefined ? [] : [{ id: `plan-${origin} rollback`, sql: rollback }]),
  ]);
