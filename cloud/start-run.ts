import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { isDriven } from '../engine/orchestration/lock';
import { requestRun, type RunRequest } from '../engine/orchestration/requests';
import type { CloudTarget } from './deployment';

/**
 * Notes the request, and starts the machine if it is idle. One that is at work looks for requests after each run, so
 * the request is met either way.
 */
export async function startRun(
  { store, deployment }: Pick<CloudTarget, 'store' | 'deployment'>,
  request: RunRequest,
  now: Date,
): Promise<{ readonly isQueued: boolean }> {
  await requestRun(store, request);
  if (await isDriven(store, now)) return { isQueued: true };
  await startMachine(deployment);
  return { isQueued: false };
}

/** One more execution: it ends at once where another drives a run. */
export async function startMachine({ region, stateMachineArn }: CloudTarget['deployment']): Promise<void> {
  const client = new SFNClient({ region });
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  } finally {
    client.destroy();
  }
}
