import type { CdkCustomResourceEvent, CdkCustomResourceIsCompleteEvent, Context } from 'aws-lambda';
import { messageOf } from '../../engine/errors';
import { probeObjects } from '../../engine/landing/s3/probe';
import { lambdaLog, type Log } from '../log';
import { isPassing, reasonFor } from '../resource-failure';
import { openFromEnvironment } from '../snowflake/open';
import { look, release, type CanaryDependencies } from './canary';
import { CANARY_ENV, type CanaryAnswer, type CanaryProgress } from './contract';

const given = (log: Log): CanaryDependencies => ({
  open: () => openFromEnvironment(process.env),
  objects: probeObjects(process.env[CANARY_ENV.bucket] ?? '', process.env['AWS_ENDPOINT_URL_S3']),
  log,
  now: () => new Date(),
});

export async function onEvent(event: CdkCustomResourceEvent, context: Context): Promise<CanaryAnswer> {
  const log = lambdaLog('canary', context);
  try {
    return await release(event, given(log));
  } catch (error: unknown) {
    log.error('not released', error);
    throw reasonFor(error);
  }
}

export async function isComplete(
  event: CdkCustomResourceIsCompleteEvent,
  context: Context,
): Promise<CanaryProgress> {
  const log = lambdaLog('canary', context);
  try {
    return await look(event, given(log));
  } catch (error: unknown) {
    // The time that the framework gives ends it if that does not pass.
    if (isPassing(error)) {
      log.warn('looked again later', { reason: messageOf(error) });
      return { IsComplete: false };
    }
    log.error('did not arrive', error);
    throw reasonFor(error);
  }
}
