import { candidateOf, displacedOf } from '../relations';
import { relationText } from '../../warehouse/identifier';
import { chain } from '../step';
import type { Materialized, Materializing } from './types';

/**
 * A view is audited under its candidate's name, over the unit's candidates; the live one is then replaced in one
 * statement that keeps its grants.
 */
export function buildView({
  decision,
  compiler,
  relationOf,
  after,
  session,
  runId,
}: Materializing): Materialized {
  const { model, live } = decision;
  const id = model.uniqueId;
  const [to, candidate] = [relationText(live), relationText(candidateOf(live))];
  return {
    build: chain('build', after, [
      {
        id: `build ${model.name}`,
        model: id,
        session,
        sql: `create or replace view ${candidate} as\n${compiler.select(id, { relationOf })}`,
      },
    ]),
    publish: [
      {
        id: `keep ${model.name}`,
        model: id,
        sql: `alter table ${to} rename to ${relationText(displacedOf(live, runId))}`,
        live: ['table'],
      },
      {
        id: `publish ${model.name}`,
        model: id,
        sql: `create or replace view ${to} copy grants as\n${compiler.select(id)}`,
      },
    ],
    clean: [{ id: `drop candidate ${model.name}`, model: id, sql: `drop view if exists ${candidate}` }],
  };
}
