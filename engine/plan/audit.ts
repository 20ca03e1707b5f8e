import type { Compiler } from '../compile/types';
import type { DataTest, UniqueId, UnitTest } from '../project/types';
import type { RelationName } from '../warehouse/port';
import { threshold } from './threshold';
import { makeStep } from './step';
import type { PlannedTest, Step } from './types';

/** Failing rows kept of one test in one run. */
export const KEPT_ROWS = 100;

export interface Audit {
  readonly planned: PlannedTest;
  readonly step: Step;
}

interface Placed {
  readonly blocks: readonly UniqueId[];
  readonly after: readonly string[];
  readonly session: boolean;
}

/** A data test over the unit's candidates. */
export function auditOf(
  test: DataTest,
  compiler: Compiler,
  relationOf: (id: UniqueId) => RelationName | undefined,
  placed: Placed,
): Audit {
  const { config } = test;
  const limit = config.limit === undefined ? '' : `\nlimit ${config.limit}`;
  const sql = `${compiler.select(test.uniqueId, { relationOf })}${limit}`;
  const thresholds = { severity: config.severity, errorIf: config.errorIf, warnIf: config.warnIf };
  // Reads both thresholds once, so that a wrong one is a mistake in the plan and not in the middle of a run.
  threshold(config.errorIf, test.name, test.location);
  threshold(config.warnIf, test.name, test.location);
  return audit({ ...test, kind: 'data', ...thresholds }, sql, config.failCalc, placed);
}

/** A unit test: its rows are the differences between what the model gave and what was expected. */
export function unitAuditOf(test: UnitTest, compiler: Compiler): Audit {
  const sql = compiler.unitTestSql(test.uniqueId);
  const thresholds = { kind: 'unit', severity: 'error', errorIf: '!= 0', warnIf: '!= 0' } as const;
  return audit({ ...test, ...thresholds }, sql, 'count(*)', {
    blocks: [test.model],
    after: [],
    session: false,
  });
}

function audit(
  test: Pick<PlannedTest, 'name' | 'kind' | 'severity' | 'errorIf' | 'warnIf'> & {
    readonly uniqueId: UniqueId;
  },
  sql: string,
  failCalc: string,
  { blocks, after, session }: Placed,
): Audit {
  const { uniqueId, name, kind, severity, errorIf, warnIf } = test;
  const failingRowsSql = `select * from (\n${sql}\n) as failing_rows\nlimit ${KEPT_ROWS}`;
  return {
    planned: { test: uniqueId, name, kind, severity, errorIf, warnIf, blocks, failingRowsSql, compiled: sql },
    step: makeStep({
      id: `test ${name}`,
      purpose: 'audit',
      model: blocks.length === 1 ? blocks[0] : undefined,
      test: uniqueId,
      sql: `select ${failCalc} as failures from (\n${sql}\n) as failing_rows`,
      after,
      session,
      reads: 'failures',
    }),
  };
}
