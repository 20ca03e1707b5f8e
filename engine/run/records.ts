import type { Gate, NodeState, Plan, PlannedModel, TestState, Unit } from '../plan/types';
import type { UniqueId } from '../project/types';
import { plain } from './journal';
import { unitResults } from './outcome';
import type { Store } from './store';
import type { ModelResult, RunResult, RunState, RunStatus, TestResult } from './types';

/** What the history keeps of a run. `running` is also what a crash leaves. */
export interface RunRecord {
  readonly runId: string;
  readonly kind: Plan['kind'];
  readonly status: RunStatus | 'running' | 'abandoned';
  readonly command: string;
  readonly threads: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly models: readonly ModelResult[];
  readonly tests: readonly TestResult[];
}

const nodeKey = (node: UniqueId) => `node/${node}`;
const runKey = (runId: string) => `run/${runId}`;
const planKey = (runId: string) => `plan/${runId}`;

export async function readNodeStates(store: Store): Promise<ReadonlyMap<UniqueId, NodeState>> {
  const states = (await store.list('node/')).map(({ body }) => body as unknown as NodeState);
  return new Map(states.map((state) => [state.node, state]));
}

/** Remembers the success of everything in a published unit. */
export async function recordUnit(store: Store, plan: Plan, unit: Unit, state: RunState): Promise<void> {
  for (const node of nodeStates(plan, unit, state)) await store.put(nodeKey(node.node), plain(node));
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
  record: Omit<RunRecord, 'endedAt'>,
): Promise<void> {
  await store.put(planKey(plan.runId), plain(plan));
  await store.put(runKey(plan.runId), plain({ ...record, endedAt: null }));
}

/** A finished run needs no journal and no plan any more. */
export async function recordEnd(store: Store, record: RunRecord): Promise<void> {
  await store.put(runKey(record.runId), plain(record));
  await forget(store, record.runId);
}

async function forget(store: Store, runId: string): Promise<void> {
  await store.clear(`journal/${runId}/`);
  await store.clear(planKey(runId));
}

/** Past runs, the newest first. */
export async function readRuns(store: Store): Promise<readonly RunRecord[]> {
  return (await store.list('run/')).map(({ body }) => body as unknown as RunRecord).reverse();
}

/** The run that a crash left unfinished, with its plan. */
export async function readUnfinished(
  store: Store,
): Promise<{ readonly record: RunRecord; readonly plan: Plan } | undefined> {
  const record = (await readRuns(store)).find(({ status }) => status === 'running');
  const plan = record && (await store.get(planKey(record.runId)));
  return plan && { record, plan: plan.body as unknown as Plan };
}

/** Gives up an unfinished run: the next one plans anew. */
export async function abandonRun(store: Store, record: RunRecord, at: string): Promise<void> {
  await recordEnd(store, { ...record, status: 'abandoned', endedAt: at });
}

export function recordOf(result: RunResult, command: string, threads: number): RunRecord {
  const { runId, status, startedAt, endedAt, models, tests, plan } = result;
  return { runId, kind: plan.kind, status, command, threads, startedAt, endedAt, models, tests };
}
