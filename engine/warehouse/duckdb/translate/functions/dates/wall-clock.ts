import type { Environment } from '../../emit/environment';
import type { Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, required } from '../rule';
import { zonedWallClock } from './timezone';

/** One argument at a place, of which the wall clock counts: it may be a TIMESTAMP_TZ (timezone.ts). */
export function wallClockAt(call: Call, index: number, env: Environment): Sql {
  const arg = call.args[index] ?? refuse(`${call.name}() without an argument`, call.at);
  return zonedWallClock(arg, env) ?? required(argumentsOf({ ...call, args: [arg] }, env, 1), 0);
}
