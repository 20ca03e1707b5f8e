import { timestamp } from '../landing/ledger';
import type { Session } from '../warehouse/port';
import { summed, type Look } from './measurement';

export interface CreditOptions {
  readonly session: Session;
  readonly database: string;
  /** The environment's own. */
  readonly warehouses: readonly string[];
  readonly now: Date;
}

const HOUR_MS = 3_600_000;
/** Metering is as late as this: younger hours would look cheaper than they are. */
const LATE_HOURS = 3;

/**
 * Credits of 24 hours that ended three hours ago: of the environment's warehouses, and of what Snowflake does by itself
 * in its database (pipes, clustering, …) by the kind of service. Other environments of the account are left out.
 * https://docs.snowflake.com/en/sql-reference/account-usage/metering_history
 */
export async function lookAtCredits(options: CreditOptions): Promise<Look> {
  const { session, database, warehouses, now } = options;
  const end = Math.floor(now.getTime() / HOUR_MS - LATE_HOURS) * HOUR_MS;
  const [from, until] = [end - 24 * HOUR_MS, end].map((time) => timestamp(new Date(time).toISOString()));
  const span = 'START_TIME >= ?::TIMESTAMP_LTZ AND START_TIME < ?::TIMESTAMP_LTZ';
  const { rows } = await session.query(
    'SELECT WAREHOUSE_NAME, SUM(CREDITS_USED) FROM SNOWFLAKE.ACCOUNT_USAGE.WAREHOUSE_METERING_HISTORY ' +
      `WHERE ${span} AND WAREHOUSE_NAME IN (${warehouses.map(() => '?').join(', ')}) GROUP BY WAREHOUSE_NAME ` +
      'UNION ALL ' +
      'SELECT SERVICE_TYPE, SUM(CREDITS_USED) FROM SNOWFLAKE.ACCOUNT_USAGE.METERING_HISTORY ' +
      `WHERE ${span} AND DATABASE_NAME = ? AND SERVICE_TYPE <> 'WAREHOUSE_METERING' GROUP BY SERVICE_TYPE`,
    { binds: [from ?? '', until ?? '', ...warehouses, from ?? '', until ?? '', database] },
  );
  const found = rows.map(([consumer, credits]) => ({ of: String(consumer), value: Number(credits) }));
  return { measurements: [summed('CreditsLastDay', warehouses, found)], notes: [] };
}
