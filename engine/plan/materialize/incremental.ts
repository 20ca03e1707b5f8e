import { mergeStatements } from '../merge';
import { arrivedOf, candidateOf } from '../relations';
import { relationText } from '../../warehouse/identifier';
import { chain, lastOf, makeStep } from '../step';
import type { Merge, Step } from '../types';
import { publishTable, tableKind } from './table';
import type { Materialized, Materializing } from './types';

/**
 * Arrived rows go into a table of their own and are merged from there: into a zero-copy clone that is swapped in,
 * or, where a clone would copy every row, into the live table inside the unit's transaction.
 */
export function buildIncremental(given: Materializing): Materialized {
  const { decision, compiler, relationOf } = given;
  const { model, live } = decision;
  if (model.resourceType !== 'model') throw new Error(`not a model: ${model.uniqueId}`);
  const { config, uniqueId: id } = model;
  const cloned = given.traits.incrementalPublish === 'clone';
  const target = cloned ? candidateOf(live) : live;
  const merge: Merge = {
    strategy: config.incrementalStrategy,
    target,
    arrived: arrivedOf(live),
    uniqueKey: config.uniqueKey,
    updateColumns: config.mergeUpdateColumns,
    excludeColumns: config.mergeExcludeColumns,
  };
  const arrived = relationText(merge.arrived);
  const arrive = chain('build', given.after, [
    {
      id: `arrive ${model.name}`,
      model: id,
      session: given.session,
      sql: `create or replace transient table ${arrived} as\n${compiler.select(id, { incremental: true, relationOf })}`,
    },
  ]);
  const clone = cloned
    ? [
        makeStep({
          id: `clone ${model.name}`,
          purpose: 'prepare',
          model: id,
          // COPY GRANTS takes the source's grants; without it a clone of a table has none.
          sql: `create or replace ${tableKind(config)} ${relationText(target)} clone ${relationText(live)} copy grants`,
          after: given.after,
        }),
      ]
    : [];
  return {
    build: [
      ...clone,
      ...arrive,
      ...mergeSteps(given, merge, [...lastOf(clone, []), ...lastOf(arrive, [])], !cloned),
    ],
    publish: cloned
      ? publishTable(decision, given.runId).filter(({ live: kinds }) => kinds?.some(isTable))
      : [],
    clean: [{ id: `drop arrived ${model.name}`, model: id, sql: `drop table if exists ${arrived}` }],
  };
}

function isTable(kind: string): boolean {
  return kind === 'table' || kind === 'published';
}

function mergeSteps(
  { decision, columns, begin, session: arrivedInSession }: Materializing,
  merge: Merge,
  after: readonly string[],
  session: boolean,
): readonly Step[] {
  const { model } = decision;
  if (!columns) throw new Error(`columns of ${model.uniqueId} were not observed`);
  const [id, name, config] = [model.uniqueId, model.name, model.config];
  const statements = mergeStatements(merge, columns, name);
  const verbs = statements.length > 1 ? ['delete', 'insert'] : ['merge'];
  const merges = statements.map((sql, index) => ({
    id: `${verbs[index] ?? 'merge'} ${name}`,
    model: id,
    session,
    sql,
  }));
  const opened = begin !== undefined && session ? [begin] : [];
  if (config.onSchemaChange === 'ignore') return chain('build', [...after, ...opened], merges);

  const [addStep, dropStep] = [`add columns ${name}`, `drop columns ${name}`];
  const look = chain('prepare', after, [
    {
      id: `columns ${name}`,
      model: id,
      session: arrivedInSession,
      sql: `select * from ${relationText(merge.arrived)} limit 0`,
      reads: 'columns',
      columns: {
        expected: columns,
        onSchemaChange: config.onSchemaChange,
        remedy: 'Run it once with --full-refresh, or set on_schema_change.',
        rewrite: { merge, addStep, dropStep, mergeSteps: merges.map((step) => step.id) },
      },
    },
  ]);
  return [
    ...look,
    ...chain(
      'build',
      [...lastOf(look, after), ...opened],
      [
        { id: addStep, purpose: 'prepare', model: id, session, onlyIfRewritten: true, sql: '' },
        { id: dropStep, purpose: 'prepare', model: id, session, onlyIfRewritten: true, sql: '' },
        ...merges,
      ],
    ),
  ];
}
