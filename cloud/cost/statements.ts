import type { Cell } from '../../engine/warehouse/port';
import type { SnowflakeNames } from '../../lambdas/deployment/contract';

/** One statement with the values of its placeholders. */
export interface Asked {
  readonly sql: string;
  readonly binds: readonly Cell[];
}

interface Asking {
  /** Start of the span, ISO 8601. */
  readonly from: string;
  readonly database: string;
  readonly warehouses: readonly string[];
}

/**
 * Statements of this environment's warehouses that carry the tag of a run, each with its credits. Credits are those that
 * Snowflake attributes to a statement: nothing is shared out by time here, and idle time is nobody's.
 * https://docs.snowflake.com/en/sql-reference/account-usage/query_attribution_history
 */
const TAGGED = (warehouses: readonly string[]): string => `with history as (
  select
    query_id,
    try_parse_json(query_tag) as tag,
    iff(execution_status = 'success', 0, 1) as failed,
    start_time::timestamp_ntz as started_at,
    end_time::timestamp_ntz as ended_at,
    execution_time / 1000 as seconds,
    coalesce(bytes_scanned, 0) as bytes_scanned
  from snowflake.account_usage.query_history
  where start_time >= to_timestamp_ltz(?)
    and warehouse_name in (${warehouses.map(() => '?').join(', ')})
),
attributed as (
  select
    query_id,
    sum(credits_attributed_compute + coalesce(credits_used_query_acceleration, 0)) as credits
  from snowflake.account_usage.query_attribution_history
  where start_time >= to_timestamp_ltz(?)
  group by query_id
),
tagged as (
  select
    tag:run::varchar as run,
    tag:model::varchar as model,
    tag:test::varchar as test,
    failed, started_at, ended_at, seconds, bytes_scanned, credits
  from history
  left join attributed on attributed.query_id = history.query_id
  where tag:app::varchar = 'lakehouse'
)`;

const USAGE = `count(*) as statements,
  sum(failed) as failed,
  sum(seconds) as seconds,
  sum(bytes_scanned) as bytes_scanned,
  sum(credits) as credits,
  count_if(credits is null) as unattributed`;

const taggedBinds = ({ from, warehouses }: Asking): readonly Cell[] => [
  instant(from),
  ...warehouses,
  instant(from),
];

const modelUsage = (asking: Asking): Asked => ({
  sql: `${TAGGED(asking.warehouses)}
select
  model,
  count(distinct run) as runs,
  sum(iff(test is null, 0, seconds)) as test_seconds,
  ${USAGE}
from tagged
group by model
order by coalesce(sum(credits), 0) desc, sum(seconds) desc, model`,
  binds: taggedBinds(asking),
});

const runUsage = (asking: Asking): Asked => ({
  sql: `${TAGGED(asking.warehouses)}
select
  run,
  min(started_at) as started_at,
  max(ended_at) as ended_at,
  ${USAGE}
from tagged
where run is not null
group by run
order by min(started_at) desc`,
  binds: taggedBinds(asking),
});

/** https://docs.snowflake.com/en/sql-reference/account-usage/warehouse_metering_history */
const warehouseUsage = ({ from, warehouses }: Asking): Asked => ({
  sql: `select
  warehouse_name,
  sum(credits_used_compute) as credits,
  sum(coalesce(credits_attributed_compute_queries, 0)) as queries,
  sum(credits_used_cloud_services) as cloud_services
from snowflake.account_usage.warehouse_metering_history
where start_time >= to_timestamp_ltz(?)
  and warehouse_name in (${warehouses.map(() => '?').join(', ')})
group by warehouse_name
order by credits desc, warehouse_name`,
  binds: [instant(from), ...warehouses],
});

/** The usage names no database, the list of pipes does: two environments have pipes of the same names. */
const pipeUsage = ({ from, database }: Asking): Asked => ({
  sql: `select
  pipes.pipe_schema || '.' || pipes.pipe_name as pipe,
  sum(used.credits_used) as credits,
  sum(used.bytes_inserted) as bytes
from snowflake.account_usage.pipe_usage_history as used
join snowflake.account_usage.pipes as pipes on pipes.pipe_id = used.pipe_id
where used.start_time >= to_timestamp_ltz(?)
  and pipes.pipe_catalog = ?
group by pipe
order by credits desc, pipe`,
  binds: [instant(from), database],
});

/** In the order of the report: warehouses, pipes, models, runs. */
export const costStatements = (
  { database, warehouses }: Pick<SnowflakeNames, 'database' | 'warehouses'>,
  from: string,
): readonly [Asked, Asked, Asked, Asked] => {
  const asking = { from, database, warehouses: Object.values(warehouses) };
  return [warehouseUsage(asking), pipeUsage(asking), modelUsage(asking), runUsage(asking)];
};

/** As Snowflake reads a moment whatever the session's time zone is. */
const instant = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} +0000`;
