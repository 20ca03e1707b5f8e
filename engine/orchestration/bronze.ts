import type { PipeStatus } from '../landing/deployment/pipe-status';
import type { LandedSource } from '../landing/setup';
import { readPipes, type Query } from '../monitor/pipes';
import type { Arrival } from './arrivals';

/** So long after it landed a file that no longer queues is taken for loaded or failed: the pipe names its newest alone. */
const LOADING_MS = 60_000;

/**
 * Datasets whose pipes have not yet loaded what landed. A pipe that does not run is not waited for: the monitor tells
 * of it. Needs no warehouse.
 */
export async function datasetsBehind(
  query: Query,
  sources: readonly LandedSource[],
  database: string,
  arrivals: readonly Arrival[],
  now: Date,
): Promise<readonly string[]> {
  const landed = sources.flatMap((source) => {
    const dataset = `${source.landing.domain}/${source.landing.dataset}`;
    const arrival = arrivals.find((one) => one.dataset === dataset);
    return arrival ? [{ source, arrival }] : [];
  });
  const pipes = await readPipes(
    query,
    landed.map(({ source }) => source),
    database,
  );
  return landed.flatMap(({ arrival }, index) => {
    const status = pipes[index]?.status;
    return status?.state === 'RUNNING' && isBehind(status, arrival, now) ? [arrival.dataset] : [];
  });
}

/** Of the files that landed until then: with a steady stream there is always a newer one. */
function isBehind(pipe: PipeStatus, { at }: Arrival, now: Date): boolean {
  const landed = wholeSecond(at);
  // S3 tells EventBridge and the pipes' queue each for itself: the pipe may not have heard of the file.
  if (!pipe.lastForwarded || pipe.lastForwarded.getTime() < landed) return true;
  const sinceLanded = now.getTime() - landed;
  if (pipe.pendingFiles > 0) {
    return !pipe.oldestPending || pipe.oldestPending.getTime() <= landed + QUEUING_MS;
  }
  return pipe.lastForwardedFile !== pipe.lastIngestedFile && sinceLanded < LOADING_MS;
}

/** A file may be queued so long after it landed. */
const QUEUING_MS = 30_000;

/** Events of EventBridge have no fractions. */
const wholeSecond = (at: string): number => Math.floor(Date.parse(at) / 1000) * 1000;
