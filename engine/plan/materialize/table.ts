import type { ModelConfig } from '../../project/types';
import type { Decision } from '../decide';
import { candidateOf, displacedOf } from '../relations';
import { relationText } from '../../warehouse/identifier';
import { chain } from '../step';
import type { Loose, Materialized, Materializing } from './types';

/** A table made anew beside the live one. */
export function buildTable(given: Materializing): Materialized {
  const { decision, compiler, relationOf, session } = given;
  const select = compiler.select(decision.model.uniqueId, { relationOf });
  return {
    build: createTable(given, select).map((step) => ({ ...step, session })),
    publish: publishTable(decision, given.runId),
    clean: [],
  };
}

/**
 * The live table's grants reach the candidate through an empty copy of it: COPY GRANTS takes them from the table
 * that is replaced, or from the source of LIKE, and a CREATE TABLE AS of a new name has neither.
 * https://docs.snowflake.com/en/sql-reference/sql/create-table (COPY GRANTS)
 */
export function createTable({ decision, after }: Materializing, select: string) {
  const { model, live } = decision;
  const [candidate, kind] = [relationText(candidateOf(live)), tableKind(model.config)];
  const cluster =
    model.config.clusterBy.length > 0 ? ` cluster by (${model.config.clusterBy.join(', ')})` : '';
  return chain('build', after, [
    {
      id: `prepare ${model.name}`,
      purpose: 'prepare',
      model: model.uniqueId,
      sql: `create or replace ${kind} ${candidate} like ${relationText(live)} copy grants`,
      live: ['table', 'published'],
    },
    {
      id: `build ${model.name}`,
      model: model.uniqueId,
      sql: `create or replace ${kind} ${candidate}${cluster} copy grants as\n${select}`,
    },
  ]);
}

export function tableKind(config: Pick<ModelConfig, 'transient'>): string {
  return config.transient ? 'transient table' : 'table';
}

/**
 * SWAP WITH exchanges both tables and their grants in one transaction, so a reader finds the one or the other.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-table (SWAP WITH)
 * After it the candidate's name holds the predecessor, which is kept under the run's name.
 */
export function publishTable({ model, live }: Decision, runId: string): readonly Loose[] {
  const [to, candidate] = [relationText(live), relationText(candidateOf(live))];
  const displaced = displacedOf(live, runId);
  const step = (verb: string, sql: string, kinds: Loose['live']): Loose => ({
    id: `${verb} ${model.name}`,
    model: model.uniqueId,
    sql,
    live: kinds,
  });
  return [
    step('swap', `alter table ${candidate} swap with ${to}`, ['table', 'published']),
    step('keep', `alter table ${candidate} rename to ${relationText(displaced)}`, ['table']),
    step('discard', `drop table if exists ${candidate}`, ['published']),
    step('remove view', `drop view ${to}`, ['view']),
    step('rename', `alter table ${candidate} rename to ${to}`, ['absent', 'view']),
  ];
}
