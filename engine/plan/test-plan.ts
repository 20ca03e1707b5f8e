import { auditOf, unitAuditOf } from './audit';
import { decide } from './decide';
import type { PlanInput } from './input';
import { setupUnit } from './setup';
import type { Plan, Unit } from './types';

/** Every selected test on the live relations, each by itself: nothing is built, published or remembered. */
export function makeTestPlan(input: PlanInput): Plan {
  const { project, compiler, selected, options } = input;
  const live = () => undefined;
  const placed = { blocks: [], after: [], session: false };
  const audits = [
    ...project.unitTests
      .filter((test) => selected.has(test.uniqueId))
      .map((test) => unitAuditOf(test, compiler)),
    ...project.tests
      .filter((test) => selected.has(test.uniqueId))
      .map((test) => auditOf(test, compiler, live, placed)),
  ];
  const setup = audits.length > 0 ? setupUnit(decide({ ...input, selected: new Set() }), input) : undefined;
  const units = audits.map(({ planned, step }): Unit => ({
    id: planned.test,
    after: setup ? [setup.id] : [],
    models: [],
    tests: [{ ...planned, blocks: [] }],
    steps: [step],
    rollback: undefined,
    gates: [],
  }));
  return {
    runId: options.runId,
    kind: 'test',
    fullRefresh: false,
    units: [...(setup ? [setup] : []), ...units],
    unchanged: [],
    excluded: [],
    deferredTests: [],
  };
}
