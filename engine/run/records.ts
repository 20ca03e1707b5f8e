import type { Gate, NodeState, Plan, PlannedModel, TestState, Unit } from '../plan/types';
import type { UniqueId } from '../project/types';
import { failedSteps, unitsOf, type FailedStep, type RunUnit } from './history';
import { plain } from './journal';
import { unitResults } from './outcome';
import type { Store } from './store';
import type { ModelResult, RunResult, RunState, RunStatus, TestResult } from './types';

/** What the history tells of a run. */
export interface RunRecord {
  readonly runId: string;
  readonly kind: Plan['kind'];
  readonly status: RunStatus | 'running' | 'abandoned';
  /** As the user called it. */
  readonly command: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Statements at a time, of a run that may be driven by several processes. */
  readonly threads?: number | undefined;
  /** How many models and tests ended how. */
  readonly models: { readonly [status: string]: number };
  readonly tests: { readonly [status: string]: number };
}

/** The results of one run, model by model and test by test. */
export interface RunDetails {
  readonly models: readonly ModelResult[];
  readonly tests: readonly TestResult[];
  /** Missing in what older versions recorded, as are failures. */
  readonly units?: readonly RunUnit[];
  readonly failures?: readonly FailedStep[];
}

/** Runs beyond these are forgotten, the oldest first. */
export const KEPT_RUNS = 200;

const nodeKey = (node: UniqueId) => `node/${node}`;
const runKey = (runId: string) => `run/${runId}`;
const detailsKey = (runId: string) => `details/${runId}`;
const planKey = (runId: string) => `plan/${runId}`;
/** Names the run that is under way, and so the one that a crash left. */
const CURRENT = 'current';

export async function readNodeStates(store: Pick<Store, 'list'>): Promise<ReadonlyMap<UniqueId, NodeState>> {
  const states = (await store.list('node/')).map(({ body }) => body as unknown as NodeState);
  return new Map(states.map((state) => [state.node, state]));
}

/**
 * Remembers the success of everything in a published unit. False where the run is over: a driver that slept must not
 * write over what a later run remembers, whether it wakes before the look at the run or after it.
 */
export async function recordUnit(store: Store, plan: Plan, unit: Unit, state: RunState): Promise<boolean> {
  const nodes = nodeStates(plan, unit, state);
  const before = await Promise.all(nodes.map(({ node }) => store.get(nodeKey(node))));
  if ((await readCurrent(store)) !== plan.runId) return false;
  for (const [index, node] of nodes.entries())
    await store.put(nodeKey(node.node), plain(node), before[index]?.version ?? 0);
  return true;
}

function nodeStates(plan: Plan, unit: Unit, state: RunState): readonly NodeState[] {
  const { models, tests } = unitResults(plan, unit, state);
  const testsOf = (blocked: UniqueId): readonly TestState[] =>
    unit.tests
      .filter((test) => test.blocks.includes(blocked))
      .flatMap(({ test }) => tests.filter((result) => result.test === test).flatMap(testState));
  const of = ({ model, inputs, version }: PlannedModel): readonly NodeState[] => {
    const result = models.find((one) => one.model === model);
    const publishedAt = result?.endedAt ?? '';
    return [
      {
        node: model,
        inputs,
        version,
        runId: plan.runId,
        publishedAt,
        rows: result?.rows,
        tests: testsOf(model),
      },
    ];
  };
  const ofGate = ({ source, inputs }: Gate): NodeState => ({
    node: source,
    inputs,
    version: plan.runId,
    runId: plan.runId,
    publishedAt:
      tests
        .map(({ endedAt }) => endedAt ?? '')
        .sort()
        .at(-1) ?? '',
    rows: undefined,
    tests: testsOf(source),
  });
  return [...unit.models.flatMap(of), ...unit.gates.map(ofGate)];
}

function testState({ test, status, failures }: TestResult): readonly TestState[] {
  return status === 'skipped' ? [] : [{ test, status, failures }];
}

export async function recordStart(
  store: Store,
  plan: Plan,
  command: string,
  startedAt: string,
  threads?: number,
): Promise<void> {
  const { runId, kind } = plan;
  const record: RunRecord = {
    runId,
    kind,
    status: 'running',
    command,
    startedAt,
    endedAt: null,
    threads,
    models: {},
    tests: {},
  };
  await store.put(planKey(runId), plain(plan));
  await store.put(runKey(runId), plain(record));
  await store.put(CURRENT, runId);
}

export async function recordEnd(
  store: Store,
  result: RunResult,
  state: RunState,
  command: string,
  journal: 'removed' | 'kept' = 'removed',
): Promise<void> {
  const { runId, status, startedAt, endedAt, models, tests, plan } = result;
  const counts = { models: countBy(models), tests: countBy(tests) };
  const record: RunRecord = { runId, kind: plan.kind, status, command, startedAt, endedAt, ...counts };
  const details: RunDetails = { models, tests, units: unitsOf(plan), failures: failedSteps(plan, state) };
  await store.put(detailsKey(runId), plain(details));
  await close(store, record, journal);
  for (const old of (await readRuns(store)).slice(KEPT_RUNS)) {
    await store.clear(runKey(old.runId));
    await store.clear(detailsKey(old.runId));
  }
}

/**
 * A run that has ended needs no journal and no plan any more. Where several processes may drive it they stay until the
 * store forgets them: an entry that is gone could be created again by a driver that had slept, as if it were the next.
 */
async function close(store: Store, record: RunRecord, journal: 'removed' | 'kept'): Promise<void> {
  await store.put(runKey(record.runId), plain(record));
  const current = await store.get(CURRENT);
  // Under its condition: another run may have begun since.
  if (current?.body === record.runId) await store.put(CURRENT, null, current.version);
  if (journal === 'kept') return;
  await store.clear(`journal/${record.runId}/`);
  await store.clear(planKey(record.runId));
}

/** How many ended how. */
export function countBy(results: readonly { readonly status: string }[]): {
  readonly [status: string]: number;
} {
  const counts: { [status: string]: number } = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Past runs, the newest first. */
export async function readRuns(store: Pick<Store, 'list'>): Promise<readonly RunRecord[]> {
  return (await store.list('run/')).map(({ body }) => body as unknown as RunRecord).reverse();
}

export async function readRunDetails(
  store: Pick<Store, 'get'>,
  runId: string,
): Promise<RunDetails | undefined> {
  return (await store.get(detailsKey(runId)))?.body as unknown as RunDetails | undefined;
}

/** Id of the run that is under way, or that a crash left. */
export async function readCurrent(store: Pick<Store, 'get'>): Promise<string | undefined> {
  const body = (await store.get(CURRENT))?.body;
  return typeof body === 'string' ? body : undefined;
}

export async function readRun(store: Pick<Store, 'get'>, runId: string): Promise<RunRecord | undefined> {
  return (await store.get(runKey(runId)))?.body as unknown as RunRecord | undefined;
}

/** The run that a crash left unfinished, with its plan. */
export async function readUnfinished(
  store: Pick<Store, 'get'>,
): Promise<{ readonly record: RunRecord; readonly plan: Plan } | undefined> {
  const current = await readCurrent(store);
  if (current === undefined) return undefined;
  const [record, plan] = await Promise.all([readRun(store, current), store.get(planKey(current))]);
  return record && plan && { record, plan: plan.body as unknown as Plan };
}

/** Gives up an unfinished run: the next one plans anew. */
export async function abandonRun(
  store: Store,
  record: RunRecord,
  at: string,
  journal: 'removed' | 'kept' = 'removed',
): Promise<void> {
  await close(store, { ...record, status: 'abandoned', endedAt: at }, journal);
}
