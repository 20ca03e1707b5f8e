import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { dynamoStore } from '../../engine/store/dynamodb';
import type { Context } from '../context';
import { Variables } from '../environment';
import { lambdaLog } from '../log';
import { arrive } from './arrival';
import { ARRIVAL_ENV, type ArrivalEvent, type ArrivalResult } from './contract';

const client = new SFNClient({});

/** Notes what has landed, and starts the run machine when it is idle. */
export async function handler(event: ArrivalEvent, context: Context): Promise<ArrivalResult> {
  const log = lambdaLog('arrival', context);
  const now = (): Date => new Date();
  try {
    const variables = new Variables(process.env);
    const table = variables.required(ARRIVAL_ENV.stateTable);
    const stateMachineArn = variables.required(ARRIVAL_ENV.stateMachineArn);
    variables.check();
    const result = await arrive(event, {
      store: dynamoStore({ table, now }),
      now,
      start: async () => {
        await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
      },
    });
    log.info('arrived', { flagged: result.flagged, started: result.started });
    return result;
  } catch (error: unknown) {
    log.error('arrival not noted', error);
    throw error;
  }
}
