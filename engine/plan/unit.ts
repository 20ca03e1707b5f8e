import type { UniqueId } from '../project/types';
import type { RelationName } from '../warehouse/port';
import { auditOf, unitAuditOf, type Audit } from './audit';
import type { Decision, Decisions } from './decide';
import { displacedToDrop } from './clean';
import type { Group } from './groups';
import type { PlanInput } from './input';
import { materialize, type Materialized } from './materialize';
import { candidateOf, displacedOf } from './relations';
import { relationText } from '../warehouse/identifier';
import { inOrder, lastOf, makeStep } from './step';
import { openTransaction, publishSteps } from './publish';
import type { PlannedModel, Step, Unit } from './types';

/** Writes the statements of one publication group. */
export function unitOf(group: Group, decisions: Decisions, input: PlanInput, setup: readonly string[]): Unit {
  const models = group.members.flatMap((id) => decisions.running.get(id) ?? []);
  const merged = models.filter((decision) => isMergedInPlace(decision, input));
  const [firstMerged] = merged;
  const begin = firstMerged ? `begin ${firstMerged.model.name}` : undefined;
  const relationOf = candidates(models, merged);

  const unitTests = unitTestsThatRun(models, decisions, input);
  const built = new Map<UniqueId, Materialized>();
  for (const decision of models) {
    const id = decision.model.uniqueId;
    const parents = decisions.nodes
      .parents(id)
      .flatMap((parent) => lastOf(built.get(parent)?.build ?? [], []));
    const own = unitTests.filter(({ planned }) => planned.blocks.includes(id)).map(({ step }) => step.id);
    built.set(
      id,
      materialize({
        decision,
        compiler: input.compiler,
        traits: input.traits,
        runId: input.options.runId,
        now: input.options.now,
        relationOf: (other) => (other === id ? undefined : relationOf(other)),
        after: [...parents, ...own],
        session: merged.some((other) => decisions.nodes.descends(id, other.model.uniqueId)),
        begin,
        columns: input.observed.columns.get(id),
      }),
    );
  }
  const parts = [...built.values()];
  const build = parts.flatMap((part) => part.build);
  const counts = countSteps(models, built, relationOf, begin);
  const audits = group.tests.map(({ test, blocks }) =>
    auditOf(test, input.compiler, relationOf, {
      blocks,
      after: [
        ...decisions.nodes.parents(test.uniqueId).flatMap((ref) => lastOf(built.get(ref)?.build ?? [], [])),
        ...(begin === undefined ? [] : [begin]),
      ],
      session: merged.length > 0,
    }),
  );
  const made = [...unitTests.map(({ step }) => step), ...build, ...counts, ...audits.map(({ step }) => step)];
  const publish = publishSteps(
    group,
    made,
    parts.flatMap((part) => part.publish),
    input,
    begin,
  );
  const clean = [...parts.flatMap((part) => part.clean), ...displacedToDrop(models, input)].map((step) =>
    makeStep({
      purpose: 'clean',
      ...step,
      after: lastOf(
        publish,
        made.map(({ id }) => id),
      ),
    }),
  );
  const opening =
    begin === undefined ? [] : [openTransaction(begin, [...unitTests.map(({ step }) => step), ...build])];
  return {
    id: group.id,
    after: [...setup, ...group.after],
    models: models.map((decision) => plannedModel(decision, relationOf, input)),
    tests: [...unitTests, ...audits].map(({ planned }) => planned),
    steps: inOrder([...made, ...opening, ...publish, ...clean]),
    rollback: [...opening, ...publish].some((step) => step.transaction) ? 'rollback' : undefined,
    gates: group.members.flatMap((source) => {
      const inputs = decisions.gates.get(source);
      return inputs ? [{ source, inputs }] : [];
    }),
  };
}

function isMergedInPlace(decision: Decision, { traits }: PlanInput): boolean {
  const { mode, model } = decision;
  return (
    mode === 'incremental' && traits.incrementalPublish === 'transaction' && model.resourceType === 'model'
  );
}

/** What `ref` prints inside the unit: a candidate where one is built, else the live relation. */
function candidates(models: readonly Decision[], merged: readonly Decision[]) {
  const relations = new Map<UniqueId, RelationName>();
  for (const decision of models) {
    if (decision.mode === 'audit' || merged.includes(decision)) continue;
    relations.set(decision.model.uniqueId, candidateOf(decision.live));
  }
  return (id: UniqueId) => relations.get(id);
}

/** A unit test depends on the model's SQL and its fixtures alone: it runs again only when one of them changed. */
function unitTestsThatRun(
  models: readonly Decision[],
  { nodes }: Decisions,
  { compiler }: PlanInput,
): readonly Audit[] {
  return models
    .filter(({ inputs, previous }) => inputs.unitTests !== previous?.inputs.unitTests)
    .flatMap(({ model }) => nodes.unitTestsOf(model.uniqueId))
    .map((test) => unitAuditOf(test, compiler));
}

/** A view's rows are not counted: that would compute it once more. */
function countSteps(
  models: readonly Decision[],
  built: ReadonlyMap<UniqueId, Materialized>,
  relationOf: (id: UniqueId) => RelationName | undefined,
  begin: string | undefined,
): readonly Step[] {
  return models.flatMap(({ model, live, mode }) => {
    const isView = model.resourceType === 'model' && model.config.materialized === 'view';
    if (mode === 'audit' || isView) return [];
    return makeStep({
      id: `count ${model.name}`,
      purpose: 'measure',
      model: model.uniqueId,
      sql: `select count(*) as row_count from ${relationText(relationOf(model.uniqueId) ?? live)}`,
      after: [...lastOf(built.get(model.uniqueId)?.build ?? [], []), ...(begin === undefined ? [] : [begin])],
      session: begin !== undefined,
      reads: 'row count',
    });
  });
}

function plannedModel(
  { model, live, liveKind, mode, reason, inputs, version }: Decision,
  relationOf: (id: UniqueId) => RelationName | undefined,
  { compiler, options }: PlanInput,
): PlannedModel {
  const candidate = relationOf(model.uniqueId);
  return {
    model: model.uniqueId,
    name: model.name,
    materialized: model.resourceType === 'snapshot' ? 'snapshot' : model.config.materialized,
    mode,
    reason,
    live,
    liveKind,
    candidate,
    displaced: candidate && liveKind === 'table' ? displacedOf(live, options.runId) : undefined,
    inputs,
    version,
    compiled: compiler.select(model.uniqueId, { incremental: mode === 'incremental' }),
  };
}
