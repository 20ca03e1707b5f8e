import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployedProject, deployedWorkspace, type Memory } from '../../engine/orchestration';
import { readProjectFiles } from '../../engine/project/read-files';
import type { RunEvent, Workspace } from '../../engine/run';
import { dynamoStore } from '../../engine/store/dynamodb';
import { openSnowflake } from '../../engine/warehouse/snowflake';
import type { AsyncWarehouse } from '../../engine/warehouse/statements';
import type { Context } from '../context';
import { lambdaLog, type Log } from '../log';
import { optionsFromEnvironment, secretsManager } from '../snowflake/open';
import { advance } from './advance';
import type { AdvanceEvent, AdvanceResult, FailureResult } from './contract';
import { advanceSettings, type AdvanceSettings } from './settings';

/** What a process keeps from one tick to the next. */
interface Kept {
  readonly memory: Memory;
  workspace?: Promise<Workspace> | undefined;
  warehouse?: Promise<AsyncWarehouse> | undefined;
}

let kept: Kept = { memory: {} };

/** Plans a run and drives it, a tick at a time. */
export async function handler(event: AdvanceEvent, context: Context): Promise<AdvanceResult | FailureResult> {
  const log = lambdaLog('advance', context);
  try {
    const settings = advanceSettings(process.env, __dirname);
    return await advance(event, contextOf(settings, log));
  } catch (error: unknown) {
    log.error('tick failed', error, { type: event.type });
    // Whatever broke is not kept. The session is left to end by itself: a logout would cancel the run's statements.
    kept = { memory: {} };
    throw error;
  }
}

const now = (): Date => new Date();

function contextOf(settings: AdvanceSettings, log: Log) {
  const { database, threads, tickMs, arrivalMs, settleMs, pauseMs } = settings;
  const store = dynamoStore({ table: settings.stateTable, now });
  const warehouse = (): Promise<AsyncWarehouse> => (kept.warehouse ??= open());
  return {
    ...{ store, warehouse, database, threads, tickMs, arrivalMs, settleMs, pauseMs, now, log },
    workspace: () => (kept.workspace ??= readWorkspace(settings, store, warehouse)),
    sleep: (ms: number) => sleep(ms),
    requestId: () => randomUUID(),
    onEvent: (event: RunEvent) => tell(log, event),
    memory: kept.memory,
  };
}

/** Never closed while the process lives: what a session has under way dies with its logout. */
async function open(): Promise<AsyncWarehouse> {
  return openSnowflake(await optionsFromEnvironment(process.env, secretsManager));
}

async function readWorkspace(
  { project, environment: name, database, threads }: AdvanceSettings,
  store: Workspace['store'],
  warehouse: () => Promise<AsyncWarehouse>,
): Promise<Workspace> {
  const deployed = deployedProject(await readProjectFiles(project), { name, database, threads });
  const random = (): string => randomBytes(3).toString('hex');
  return deployedWorkspace(deployed, { warehouse: await warehouse(), store, now, random });
}

/** Of what failed, and of each model. Statements are in Snowflake's history, under their tags. */
function tell(log: Log, event: RunEvent): void {
  switch (event.type) {
    case 'model-finished': {
      const { model, status, rows, ms, message } = event.result;
      return log.info('model', { model, status, rows, ms, message: message.slice(0, 500) });
    }
    case 'test-finished': {
      const { test, status, failures, message } = event.result;
      if (status === 'pass') return;
      return log.info('test', { test, status, failures, message: message.slice(0, 500) });
    }
    case 'run-started':
    case 'lock-recovered':
    case 'step-started':
    case 'step-finished':
    case 'run-finished':
      return;
  }
}
