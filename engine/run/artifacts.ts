import type { Plan } from '../plan/types';
import { relationText } from '../warehouse/identifier';
import type { Json, UniqueId } from '../project/types';
import type { RelationName } from '../warehouse/port';
import type { ModelResult, ModelStatus, RunResult, TestResult } from './types';

/** https://schemas.getdbt.com/dbt/run-results/v6.json */
const SCHEMA = 'https://schemas.getdbt.com/dbt/run-results/v6.json';

export interface ArtifactOptions {
  /** Version told as dbt's, since dbt's readers look at it. */
  readonly dbtVersion: string;
  readonly args: { readonly [name: string]: Json };
}

/** `run_results.json` in dbt's shape. What was unchanged is a `no-op`. */
export function runResultsArtifact(result: RunResult, { dbtVersion, args }: ArtifactOptions): Json {
  const details = detailsOf(result.plan);
  return {
    metadata: {
      dbt_schema_version: SCHEMA,
      dbt_version: dbtVersion,
      generated_at: result.endedAt,
      invocation_id: result.runId,
      env: {},
    },
    results: [
      ...result.models.map((model) => entry(model, model.model, modelStatus(model.status), null, details)),
      ...result.tests.map((test) => entry(test, test.test, test.status, test.failures ?? null, details)),
    ],
    elapsed_time: seconds(Date.parse(result.endedAt) - Date.parse(result.startedAt)),
    args: { ...args },
  };
}

function modelStatus(status: ModelStatus): string {
  switch (status) {
    case 'unchanged':
      return 'no-op';
    case 'success':
    case 'error':
    case 'skipped':
      return status;
  }
}

interface Detail {
  readonly compiled: string | undefined;
  readonly relation: RelationName | undefined;
}

function detailsOf(plan: Plan): ReadonlyMap<UniqueId, Detail> {
  return new Map([
    ...plan.units.flatMap(({ models, tests }) => [
      ...models.map(({ model, compiled, live }): [UniqueId, Detail] => [model, { compiled, relation: live }]),
      ...tests.map(({ test, compiled }): [UniqueId, Detail] => [test, { compiled, relation: undefined }]),
    ]),
    ...plan.unchanged.map(({ model, relation }): [UniqueId, Detail] => [
      model,
      { compiled: undefined, relation },
    ]),
  ]);
}

function entry(
  result: ModelResult | TestResult,
  id: UniqueId,
  status: string,
  failures: number | null,
  details: ReadonlyMap<UniqueId, Detail>,
): Json {
  const { startedAt, endedAt, ms, message } = result;
  const detail = details.get(id);
  const rows = 'rows' in result ? result.rows : undefined;
  return {
    status,
    timing:
      startedAt === undefined || endedAt === undefined
        ? []
        : [{ name: 'execute', started_at: startedAt, completed_at: endedAt }],
    thread_id: 'main',
    execution_time: seconds(ms),
    adapter_response: rows === undefined ? {} : { rows_affected: rows },
    message: message === '' ? null : message,
    failures,
    unique_id: id,
    compiled: detail?.compiled !== undefined,
    compiled_code: detail?.compiled ?? null,
    relation_name: detail?.relation ? relationText(detail.relation) : null,
    batch_results: null,
  };
}

function seconds(ms: number): number {
  return ms / 1000;
}
