import { join } from 'node:path';
import { SNOWFLAKE_ENV } from '../deployment/contract';
import { Variables, type Environment } from '../environment';
import { MONITOR_ENV } from './contract';

export interface MonitorSettings {
  readonly environment: string;
  readonly project: string;
  readonly stateTable: string;
  readonly bucket: string;
  readonly database: string;
  readonly freshnessHours: number;
}

/** @param code the folder of the function's code. Throws LH562 with all that is wrong. */
export function monitorSettings(env: Environment, code: string): MonitorSettings {
  const variables = new Variables(env);
  const settings = {
    environment: variables.required(MONITOR_ENV.environment),
    project: variables.optional(MONITOR_ENV.project) ?? join(code, 'sql'),
    stateTable: variables.required(MONITOR_ENV.stateTable),
    bucket: variables.required(MONITOR_ENV.bucket),
    database: variables.required(SNOWFLAKE_ENV.database),
    freshnessHours: variables.positive(MONITOR_ENV.freshnessHours, 26),
  };
  variables.check();
  return settings;
}
