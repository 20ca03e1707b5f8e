import { join } from 'node:path';
import { SNOWFLAKE_ENV } from '../deployment/contract';
import { Variables, type Environment } from '../environment';
import { ADVANCE_ENV } from './contract';

export interface AdvanceSettings {
  readonly environment: string;
  readonly project: string;
  readonly stateTable: string;
  readonly database: string;
  readonly threads: number;
  readonly tickMs: number;
  readonly arrivalMs: number;
  readonly settleMs: number;
  readonly pauseMs: number;
}

/** @param code the folder of the function's code. Throws LH562 with all that is wrong. */
export function advanceSettings(env: Environment, code: string): AdvanceSettings {
  const variables = new Variables(env);
  const settings = {
    environment: variables.required(ADVANCE_ENV.environment),
    project: variables.optional(ADVANCE_ENV.project) ?? join(code, 'sql'),
    stateTable: variables.required(ADVANCE_ENV.stateTable),
    database: variables.required(SNOWFLAKE_ENV.database),
    threads: variables.positive(ADVANCE_ENV.threads, 8),
    tickMs: variables.positive(ADVANCE_ENV.tickSeconds, 45) * 1000,
    arrivalMs: variables.positive(ADVANCE_ENV.arrivalSeconds, 300) * 1000,
    settleMs: variables.positive(ADVANCE_ENV.settleSeconds, 30) * 1000,
    pauseMs: variables.positive(ADVANCE_ENV.pauseSeconds, 600) * 1000,
  };
  variables.check();
  return settings;
}
