import type { ModelResult, RunResult, TestResult } from '../../engine/run';

/** A run as one JSON object, with the names that dbt's run results use where there are any. */
export function runJson(result: RunResult): unknown {
  return {
    run_id: result.runId,
    status: result.status,
    started_at: result.startedAt,
    ended_at: result.endedAt,
    elapsed: (Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 1000,
    results: result.models.map(modelJson),
    tests: result.tests.map(testJson),
  };
}

const modelJson = (model: ModelResult): unknown => ({
  unique_id: model.model,
  name: model.name,
  status: model.status,
  message: model.message,
  rows: model.rows ?? null,
  execution_time: model.ms / 1000,
});

const testJson = (test: TestResult): unknown => ({
  unique_id: test.test,
  name: test.name,
  status: test.status,
  failures: test.failures ?? null,
  message: test.message,
  execution_time: test.ms / 1000,
});
