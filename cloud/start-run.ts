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
  const client = new SFNClient({ region: deployment.region });
  try {
    const { stateMachineArn } = deployment;
    await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  } finally {
    client.destroy();
  }
  return { isQueued: false };
}
