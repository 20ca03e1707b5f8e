import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { dynamoStore } from '../../engine/store/dynamodb';
import type { Context } from '../context';
import { openLake } from '../lake';
import { lambdaLog } from '../log';
import { openFromEnvironment } from '../snowflake/open';
import type { MonitorEvent, MonitorResult } from './contract';
import { publish } from './publish';
import { monitorSettings } from './settings';
import { tick } from './tick';

/** Looks at pipes, loads, runs and credits, and publishes what it sees. */
export async function handler(event: MonitorEvent, context: Context): Promise<MonitorResult> {
  const log = lambdaLog('monitor', context);
  const now = (): Date => new Date();
  try {
    const settings = monitorSettings(process.env, __dirname);
    const cloudwatch = new CloudWatchClient({});
    return await tick(event.tick, {
      ...{ settings, now, log },
      store: dynamoStore({ table: settings.stateTable, now }),
      lake: openLake(settings.bucket, process.env),
      open: () => openFromEnvironment(process.env),
      publish: (measurements, at) => publish(cloudwatch, settings.environment, measurements, at),
      remaining: () => context.getRemainingTimeInMillis(),
    });
  } catch (error: unknown) {
    log.error('tick failed', error, { tick: event.tick });
    throw error;
  }
}
