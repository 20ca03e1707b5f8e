import { fail } from '../../errors';
import type { Snapshot } from '../../project/types';
import { arrivedOf, candidateOf } from '../relations';
import { quoted, relationText } from '../../warehouse/identifier';
import { chain, lastOf } from '../step';
import type { PlannedColumn } from '../types';
import { publishTable, tableKind } from './table';
import type { Materialized, Materializing } from './types';

/** dbt's columns of a snapshot. */
const OWN = ['DBT_SCD_ID', 'DBT_UPDATED_AT', 'DBT_VALID_FROM', 'DBT_VALID_TO'];

/**
 * The history of rows as dbt keeps it: a changed row is closed, and its new version added. The whole history is
 * written beside the live one and swapped in, the same on every engine. It cannot be made again from its sources, so
 * it is never built anew.
 */
export function buildSnapshot(given: Materializing, snapshot: Snapshot): Materialized {
  const { decision, compiler, relationOf, session, columns } = given;
  const { live, mode } = decision;
  const [id, name] = [snapshot.uniqueId, snapshot.name];
  checkConfig(snapshot);
  const [arrived, candidate] = [relationText(arrivedOf(live)), relationText(candidateOf(live))];
  const kind = tableKind(snapshot.config);
  const history = mode === 'incremental';
  if (history && !columns) throw new Error(`columns of ${id} were not observed`);

  const arrive = chain('build', given.after, [
    {
      id: `arrive ${name}`,
      model: id,
      session,
      sql: `create or replace transient table ${arrived} as\n${stamped(snapshot, compiler.select(id, { relationOf }), given.now)}`,
    },
    ...(columns && history ? [look(snapshot, given, columns)] : []),
  ]);
  const build = chain('build', lastOf(arrive, given.after), [
    {
      id: `prepare ${name}`,
      purpose: 'prepare',
      model: id,
      session,
      sql: `create or replace ${kind} ${candidate} like ${relationText(live)} copy grants`,
      live: ['table', 'published'],
    },
    {
      id: `build ${name}`,
      model: id,
      session,
      sql: `create or replace ${kind} ${candidate} copy grants as\n${
        columns && history
          ? continued(snapshot, relationText(live), arrived, columns, given.now)
          : `select * from ${arrived}`
      }`,
    },
  ]);
  return {
    build: [...arrive, ...build],
    publish: publishTable(decision, given.runId),
    clean: [{ id: `drop arrived ${name}`, model: id, sql: `drop table if exists ${arrived}` }],
  };
}

function checkConfig({ name, config, location, uniqueId }: Snapshot): void {
  const missing = [
    ...(config.uniqueKey.length === 0 ? ['unique_key'] : []),
    ...(config.strategy === 'timestamp' && config.updatedAt === undefined ? ['updated_at'] : []),
    ...(config.strategy === 'check' && config.checkCols.length === 0 ? ['check_cols'] : []),
  ];
  if (missing.length === 0) return;
  fail(
    'LH707',
    `Snapshot ${name} with strategy ${config.strategy} needs ${missing.join(' and ')}.`,
    location,
    uniqueId,
  );
}

/** The source's rows with what dbt adds to a new version. Names of columns are the user's own SQL. */
function stamped({ config }: Snapshot, select: string, now: Date): string {
  const updatedAt = config.strategy === 'timestamp' ? `source_rows.${config.updatedAt ?? ''}` : moment(now);
  const parts = [...config.uniqueKey.map((key) => `source_rows.${key}`), updatedAt];
  const scdId = `md5(${parts.map((part) => `coalesce(cast(${part} as varchar), '')`).join(" || '|' || ")})`;
  return [
    `select source_rows.*, ${scdId} as dbt_scd_id,`,
    `  ${updatedAt} as dbt_updated_at, ${updatedAt} as dbt_valid_from, nullif(${updatedAt}, ${updatedAt}) as dbt_valid_to`,
    `from (\n${select}\n) as source_rows`,
  ].join('\n');
}

/** The history so far, rows closed that changed or are gone, and the new versions. */
function continued(
  { config }: Snapshot,
  live: string,
  arrived: string,
  columns: readonly PlannedColumn[],
  now: Date,
): string {
  const names = columns.map((column) => column.name);
  const own = names.filter((name) => !OWN.includes(name));
  const [firstKey = ''] = config.uniqueKey;
  const keys = config.uniqueKey.map((key) => `kept.${key} = arrived.${key}`).join(' and ');
  const checked = config.checkCols === 'all' ? own.map(quoted) : config.checkCols;
  const changed =
    config.strategy === 'timestamp'
      ? 'kept.dbt_valid_from < arrived.dbt_updated_at'
      : `(${checked.map((column) => `kept.${column} is distinct from arrived.${column}`).join(' or ')})`;
  const gone = config.invalidateHardDeletes
    ? [`    when arrived.${firstKey} is null then ${moment(now)}`]
    : [];
  const list = (of: string, last: string) =>
    names.map((name) => (name === 'DBT_VALID_TO' ? last : `${of}.${quoted(name)}`)).join(', ');
  const validTo = [
    'case',
    '    when kept.dbt_valid_to is not null then kept.dbt_valid_to',
    ...gone,
    `    when ${changed} then arrived.dbt_valid_from`,
    '  end as "DBT_VALID_TO"',
  ].join('\n');
  return [
    `select ${list('kept', validTo)}`,
    `from ${live} as kept`,
    `left join ${arrived} as arrived on ${keys} and kept.dbt_valid_to is null`,
    'union all',
    `select ${list('arrived', 'arrived."DBT_VALID_TO"')}`,
    `from ${arrived} as arrived`,
    `left join ${live} as kept on ${keys} and kept.dbt_valid_to is null`,
    `where kept.${firstKey} is null or ${changed}`,
  ].join('\n');
}

/** The time of the plan stands for the time at which a change was noticed, so that a resumed run writes the same. */
function moment(now: Date): string {
  return `cast('${now.toISOString().slice(0, 23).replace('T', ' ')}' as timestamp_ntz)`;
}

function look(snapshot: Snapshot, given: Materializing, columns: readonly PlannedColumn[]) {
  const { live } = given.decision;
  const target = relationText(live);
  return {
    id: `columns ${snapshot.name}`,
    purpose: 'prepare' as const,
    model: snapshot.uniqueId,
    session: given.session,
    sql: `select * from ${relationText(arrivedOf(live))} limit 0`,
    reads: 'columns' as const,
    columns: {
      expected: columns,
      onSchemaChange: 'fail' as const,
      remedy: `Add or drop them in ${target} by ALTER TABLE: a snapshot is never built anew.`,
      rewrite: undefined,
    },
  };
}
