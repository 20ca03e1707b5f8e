import { fail } from '../errors';
import type { Compiler } from '../compile/types';
import type { Graph } from '../graph/types';
import { makeRunId, makeTestPlan, type Plan, type PlanOptions } from '../plan';
import type { Project, UniqueId } from '../project/types';
import type { Warehouse } from '../warehouse/port';
import type { Clock } from './clock';
import { acquireLock, LEASE_MS, type Holder } from './lock';
import { run } from './loop';
import { observeInput, planRun } from './observe';
import { abandonRun, readUnfinished } from './records';
import type { Store } from './store';
import type { RunEvent, RunResult } from './types';

/** What a run works on. */
export interface Workspace {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  readonly warehouse: Warehouse;
  readonly store: Store;
  readonly clock: Clock;
  /** Letters and digits that tell runs of the same second apart. */
  readonly random: () => string;
  /** Database of the AUDIT schema. */
  readonly database: string;
  readonly keepDisplacedDays: number;
  readonly keepDisplaced: number | undefined;
}

export interface BuildOptions {
  readonly selected: ReadonlySet<UniqueId>;
  readonly fullRefresh: boolean;
  readonly threads: number;
  readonly holder: Holder;
  readonly isAlive: (pid: number) => boolean;
  readonly onEvent: (event: RunEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What `build` would do now. Takes no lock and changes nothing. */
export function planBuild(
  workspace: Workspace,
  options: Pick<BuildOptions, 'selected' | 'fullRefresh'>,
): Promise<Plan> {
  return planRun(planning(workspace, options));
}

/** What `test` would do now. */
export async function planTest(
  workspace: Workspace,
  { selected }: Pick<BuildOptions, 'selected'>,
): Promise<Plan> {
  return makeTestPlan(await observeInput(planning(workspace, { selected, fullRefresh: false })));
}

/**
 * One run: under the lock, finishes what an interrupted run left (if the project is still the same), plans, runs.
 * The result is that of the new plan; of the interrupted run events tell.
 */
export function build(workspace: Workspace, options: BuildOptions): Promise<RunResult> {
  return underLock(workspace, options, async (signal) => {
    await finishInterrupted(workspace, { ...options, signal });
    const plan = await planBuild(workspace, options);
    return run(running(workspace, { ...options, signal }, plan));
  });
}

/** Runs the selected tests on the live relations. */
export function test(workspace: Workspace, options: BuildOptions): Promise<RunResult> {
  return underLock(workspace, options, async (signal) => {
    const plan = await planTest(workspace, options);
    return run(running(workspace, { ...options, signal }, plan));
  });
}

function planning(workspace: Workspace, options: Pick<BuildOptions, 'selected' | 'fullRefresh'>) {
  const { project, graph, compiler, warehouse, store, clock, database } = workspace;
  const { keepDisplacedDays, keepDisplaced } = workspace;
  const now = clock.now();
  const planOptions: PlanOptions = {
    runId: makeRunId(now, workspace.random()),
    now,
    fullRefresh: options.fullRefresh,
    database,
    keepDisplacedDays,
    keepDisplaced,
  };
  return { project, graph, compiler, warehouse, store, selected: options.selected, options: planOptions };
}

function running({ warehouse, store, clock, database }: Workspace, options: BuildOptions, plan: Plan) {
  const { threads, onEvent, signal, holder } = options;
  return { plan, warehouse, store, clock, threads, command: holder.command, database, onEvent, signal };
}

/**
 * An interrupted run is finished as it was planned: its journal says how far it came. Where the SQL has changed since,
 * it is given up instead, since the new plan builds what is missing anyway.
 */
async function finishInterrupted(workspace: Workspace, options: BuildOptions): Promise<void> {
  const unfinished = await readUnfinished(workspace.store);
  if (!unfinished) return;
  const { record, plan } = unfinished;
  if (plan.kind === 'test' || !sameCode(plan, workspace)) {
    await abandonRun(workspace.store, record, workspace.clock.now().toISOString());
    return;
  }
  await run({ ...running(workspace, options, plan), resume: { startedAt: record.startedAt } });
}

/** Whether the models of an earlier plan are still written as they were then. */
function sameCode(plan: Plan, { project, compiler }: Workspace): boolean {
  const known = new Set([...project.models, ...project.snapshots].map((model) => model.uniqueId));
  return plan.units.every((unit) =>
    unit.models.every(
      ({ model, mode, compiled }) =>
        known.has(model) && compiler.select(model, { incremental: mode === 'incremental' }) === compiled,
    ),
  );
}

async function underLock(
  { store, clock }: Workspace,
  { holder, isAlive, onEvent, signal }: BuildOptions,
  work: (signal: AbortSignal) => Promise<RunResult>,
): Promise<RunResult> {
  const lock = await acquireLock({ store, clock, holder, isAlive });
  if (lock.recovered !== undefined) onEvent({ type: 'lock-recovered', message: lock.recovered });
  const lost = new AbortController();
  let renewal: Promise<unknown> = Promise.resolve();
  const stopRenewing = clock.every(LEASE_MS / 3, () => {
    renewal = lock.renew().then(
      (ours) => ours || lost.abort(),
      () => lost.abort(),
    );
  });
  try {
    const result = await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
    if (lost.signal.aborted)
      fail('LH702', 'This run lost its lock to another one and stopped. Start it again.');
    return result;
  } finally {
    stopRenewing();
    await renewal;
    await lock.release();
  }
}
