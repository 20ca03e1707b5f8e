import { openTarget } from '../../cloud/deployment';
import type { Io } from '../io';
import { queryOn, type QueryCommandOptions } from './query';

/** As the environment's reader, unless SNOWFLAKE_ROLE says otherwise. */
export async function deployedQuery(options: QueryCommandOptions, io: Io, sql: string): Promise<number> {
  const target = await openTarget(options.target, { env: io.env, now: io.now });
  return queryOn(await target.warehouse('reader'), options, io, sql);
}
