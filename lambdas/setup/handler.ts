import { join } from 'node:path';
import type { CdkCustomResourceEvent, CdkCustomResourceIsCompleteEvent, Context } from 'aws-lambda';
import { readProject, readProjectFiles, type Project } from '../../engine/project';
import { lambdaLog } from '../log';
import { openFromEnvironment } from '../snowflake/open';
import { snowflakeNamesOf } from '../deployment/contract';
import { SETUP_ENV, type SetupAnswer, type SetupProgress } from './contract';
import { asked, checked } from './request';

const env = process.env;
const environment = (): string => env[SETUP_ENV.environment] ?? '';

/** Checks what is asked; the work is `isComplete`'s. */
export async function onEvent(event: CdkCustomResourceEvent, context: Context): Promise<SetupAnswer> {
  return asked(event, { log: lambdaLog('setup', context), now: () => new Date() });
}

/** A bounded part of the work, until nothing is left. */
export async function isComplete(
  event: CdkCustomResourceIsCompleteEvent,
  context: Context,
): Promise<SetupProgress> {
  return checked(event, {
    environment: environment(),
    open: () => openFromEnvironment(env),
    project,
    log: lambdaLog('setup', context),
    now: () => new Date(),
    remainingMs: () => context.getRemainingTimeInMillis(),
  });
}

/** The SQL project lies beside the bundle. */
async function project(): Promise<Project> {
  const files = await readProjectFiles(env[SETUP_ENV.project] ?? join(__dirname, 'sql'));
  const { database } = snowflakeNamesOf(environment());
  return readProject(files, {
    ...{ name: environment(), type: 'snowflake', database, schema: 'PUBLIC', threads: 1, vars: {}, env: {} },
  });
}
