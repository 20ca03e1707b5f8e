import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoStore } from '../../engine/store/dynamodb';
import { firehoseClient, firehoseStream } from '../../engine/stream/firehose';
import { kinesisClient, kinesisStream } from '../../engine/stream/kinesis';
import type { EventStream } from '../../engine/stream/port';
import { keepInLake } from '../../engine/stream/undelivered';
import type { Context } from '../context';
import { openLake } from '../lake';
import { lambdaLog } from '../log';
import type { GeneratorEvent, GeneratorResult } from './contract';
import { generatorSettings, type GeneratorSettings } from './settings';
import { tell } from './tell';

/** Sends what happened in the shop since the last time. All but the clock and the environment comes from the store. */
export async function handler(_event: GeneratorEvent, context: Context): Promise<GeneratorResult> {
  const log = lambdaLog('generator', context);
  const now = (): Date => new Date();
  try {
    const settings = generatorSettings(process.env);
    const stream = openStream(settings, now);
    const result = await tell({
      tale: settings.tale,
      store: dynamoStore({ table: settings.stateTable, now }),
      stream,
      now,
      remaining: () => context.getRemainingTimeInMillis(),
      log,
    });
    await stream.close();
    log.info('told', { ...result });
    return result;
  } catch (error: unknown) {
    log.error('not told', error);
    throw error;
  }
}

/** A call that gets no answer is given up and tried again, while there is time. */
const requestHandler = { requestTimeout: 10_000, throwOnRequestTimeout: true };

function openStream({ bucket, stream }: GeneratorSettings, now: () => Date): EventStream {
  const options = {
    keep: keepInLake(openLake(bucket, process.env), now),
    sleep: (milliseconds: number) => sleep(milliseconds),
    random: Math.random,
  };
  switch (stream.kind) {
    case 'kinesis':
      return kinesisStream({
        ...options,
        client: kinesisClient({ requestHandler }),
        streamName: stream.name,
      });
    case 'firehose':
      return firehoseStream({
        ...options,
        client: firehoseClient({ requestHandler }),
        deliveryStreamName: stream.name,
      });
  }
}
