import { makePlan, type NodeState, type Plan, type PlanInput } from '../../engine/plan';
import type { CatalogEntry, RelationKind } from '../../engine/warehouse/port';
import type { SmallWorld } from './small-project';

export const RUN_ID = '20260102T030405_AAAA';
export const NOW = new Date('2026-01-02T03:04:05Z');

export function table(name: string, kind: RelationKind = 'table', schema = 'SHOP'): CatalogEntry {
  return { database: 'LAKEHOUSE', schema, name, kind };
}

/** The input of a first run into an empty warehouse; tests change what they are about. */
export function planInput(world: SmallWorld, changes: Partial<PlanInput> = {}): PlanInput {
  const tokens = world.project.sources.map(({ uniqueId }) => [uniqueId, 'token 1'] as const);
  return {
    project: world.project,
    graph: world.graph,
    compiler: world.compiler,
    selected: world.all,
    observed: { catalog: [], sourceTokens: new Map(tokens), columns: new Map() },
    state: new Map(),
    traits: { incrementalPublish: 'transaction' },
    options: {
      runId: RUN_ID,
      now: NOW,
      fullRefresh: false,
      database: 'LAKEHOUSE',
      keepDisplacedDays: 3,
      keepDisplaced: 1,
    },
    ...changes,
  };
}

/** The state after a run in which everything in the plan succeeded. */
export function stateAfter(plan: Plan): ReadonlyMap<string, NodeState> {
  const common = { runId: plan.runId, publishedAt: '2026-01-01T00:00:00.000Z', rows: 1, tests: [] };
  return new Map(
    plan.units.flatMap((unit) => [
      ...unit.models.map(
        ({ model, inputs, version }) => [model, { node: model, inputs, version, ...common }] as const,
      ),
      ...unit.gates.map(
        ({ source, inputs }) => [source, { node: source, inputs, version: plan.runId, ...common }] as const,
      ),
    ]),
  );
}

/** The catalog after such a run. */
export function catalogAfter(plan: Plan): readonly CatalogEntry[] {
  return [
    table('FAILING_ROWS', 'table', 'AUDIT'),
    ...plan.units.flatMap((unit) =>
      unit.models.map(({ live, materialized }): CatalogEntry => ({
        ...live,
        kind: materialized === 'view' ? 'view' : 'table',
      })),
    ),
  ];
}

interface Changes extends Pick<Partial<PlanInput>, 'selected' | 'traits'> {
  readonly tokens?: { readonly [source: string]: string };
  readonly columns?: PlanInput['observed']['columns'];
  /** Names of relations that were dropped meanwhile. */
  readonly missing?: readonly string[];
  readonly fullRefresh?: boolean;
}

/** The input of a run after one in which everything succeeded; `first` is the project as it was then. */
export function inputAgain(world: SmallWorld, changes: Changes = {}, first: SmallWorld = world): PlanInput {
  const { tokens = {}, columns = new Map(), missing = [], fullRefresh = false, ...rest } = changes;
  const before = makePlan(planInput(first, rest.traits ? { traits: rest.traits } : {}));
  const input = planInput(world, rest);
  return {
    ...input,
    state: stateAfter(before),
    observed: {
      catalog: catalogAfter(before).filter(({ name }) => !missing.includes(name)),
      sourceTokens: new Map([...input.observed.sourceTokens, ...Object.entries(tokens)]),
      columns,
    },
    options: { ...input.options, runId: '20260103T030405_BBBB', fullRefresh },
  };
}

export function planAgain(world: SmallWorld, changes: Changes = {}, first: SmallWorld = world): Plan {
  return makePlan(inputAgain(world, changes, first));
}
