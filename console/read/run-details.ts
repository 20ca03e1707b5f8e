import type { FailedStep, ModelResult, RunRecord, RunUnit, TestResult } from '../../engine/run';
import type { UniqueId } from '../../engine/project/types';
import type { RunDetails, RunFailure, RunNode, RunSummary, RunTest } from '../api';
import { criticalPath } from './critical-path';
import type { RunResults } from './history';
import { placedTests } from './tests';
import type { ProjectView } from './source';

export function runSummary(record: RunRecord): RunSummary {
  return { ...record, endedAt: record.endedAt ?? undefined };
}

/** A run that has ended. */
export function runDetails(view: ProjectView, { record, details }: RunResults): RunDetails {
  const { models, tests, units = [], failures = [] } = details;
  const nodes = runNodes(models, units);
  return {
    ...runSummary(record),
    nodes,
    testResults: tests.map((test) => runTest(view, test)),
    criticalPath: criticalPath(nodes),
    failures: failures.map(runFailure),
  };
}

export function runNodes<R extends Omit<ModelResult, 'status'> & Pick<RunNode, 'status'>>(
  models: readonly R[],
  units: readonly RunUnit[],
): readonly RunNode[] {
  const unitOf = new Map(units.flatMap((unit) => unit.nodes.map((node) => [node, unit] as const)));
  const byId = new Map(units.map((unit) => [unit.unit, unit]));
  const isModel = new Set(models.map(({ model }) => model));
  return models.map(({ model, name, status, message, startedAt, endedAt, ms, rows }) => {
    const unit = unitOf.get(model);
    const before = (unit?.after ?? []).flatMap((id) => byId.get(id)?.nodes ?? []);
    return {
      ...{ id: model, name, status, message, unit: unit?.unit, startedAt, endedAt, ms, rows },
      after: before.filter((node) => isModel.has(node)),
    };
  });
}

export function runTest(
  view: ProjectView,
  result: Omit<TestResult, 'status'> & Pick<RunTest, 'status'>,
): RunTest {
  const { test, name, status, failures, message, startedAt, endedAt, ms } = result;
  return {
    ...{ id: test, name, status, failures, message, startedAt, endedAt, ms },
    nodes: nodesOf(view, test),
  };
}

const nodesOf = (view: ProjectView, test: UniqueId): readonly UniqueId[] =>
  placedTests(view).get(test)?.nodes ?? [];

export function runFailure({ step, model, test, message, sql, at }: FailedStep): RunFailure {
  return { step, node: model, test, message, sql, at, line: lineIn(message) };
}

/**
 * The translator says `statement:3:14`, Snowflake `error line 3 at position 13`. A line without a column is the one on which the
 * statement begins: where in it the engine failed, nobody knows.
 */
function lineIn(message: string): number | undefined {
  const found = /\bstatement:(\d+):\d/.exec(message) ?? /\berror line (\d+) at position/i.exec(message);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
