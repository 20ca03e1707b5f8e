import { readPipeStatus, type PipeStatus } from '../landing/deployment/pipe-status';
import { datasetPrefix } from '../landing/keys';
import { pipeName, type LandedSource } from '../landing/setup';
import { literal, relationText } from '../warehouse/identifier';
import type { Result } from '../warehouse/port';
import { isMissing } from '../warehouse/snowflake/driver-errors';
import { secondsBetween, type Look } from './measurement';

export type Query = (sql: string) => Promise<Result>;

export interface WatchedPipe {
  /** `SCHEMA.NAME`: one of its environment. */
  readonly name: string;
  /** Keys that it loads start with it. */
  readonly prefix: string;
  /** Undefined where there is no such pipe, or none that the monitor may see. */
  readonly status: PipeStatus | undefined;
}

/** The pipes that the sources ask for, with their states. Needs no warehouse. */
export async function readPipes(
  query: Query,
  sources: readonly LandedSource[],
  database: string,
): Promise<readonly WatchedPipe[]> {
  const statuses = await readStatuses(
    query,
    sources.map((source) => relationText(pipeName(source, database))),
  );
  return sources.map((source, index) => {
    const { schema, name } = pipeName(source, database);
    return {
      name: `${schema}.${name}`,
      prefix: datasetPrefix(source.landing),
      status: statuses[index],
    };
  });
}

async function readStatuses(
  query: Query,
  pipes: readonly string[],
): Promise<readonly (PipeStatus | undefined)[]> {
  if (pipes.length === 0) return [];
  try {
    const asked = pipes.map((pipe) => `SYSTEM$PIPE_STATUS(${literal(pipe)})`);
    const { rows } = await query(`SELECT ${asked.join(', ')}`);
    return pipes.map((_, index) => readPipeStatus(String(rows[0]?.[index] ?? '{}')));
  } catch (error: unknown) {
    if (!isMissing(error)) throw error;
    // One that is not there fails the statement for all of them.
    if (pipes.length === 1) return [undefined];
    const found: (PipeStatus | undefined)[] = [];
    for (const pipe of pipes) found.push(...(await readStatuses(query, [pipe])));
    return found;
  }
}

export function lookAtPipes(pipes: readonly WatchedPipe[], now: Date): Look {
  return {
    measurements: [
      {
        name: 'PipesNotRunning',
        values: pipes.map(({ name, status }) => ({ of: name, value: isRunning(status) ? 0 : 1 })),
      },
      {
        name: 'PipeLag',
        values: pipes.map(({ name, status }) => ({ of: name, value: lagOf(status, now) })),
      },
      {
        name: 'PipePendingFiles',
        values: pipes.map(({ name, status }) => ({ of: name, value: status?.pendingFiles ?? 0 })),
      },
    ],
    notes: pipes.flatMap(({ name, status }) => {
      if (!status) return [`${name} is not there.`];
      if (isRunning(status)) return [];
      return [`${name} is ${status.state}${status.error === undefined ? '' : `: ${status.error}`}.`];
    }),
  };
}

const isRunning = (status: PipeStatus | undefined): boolean => status?.state === 'RUNNING';

const lagOf = (status: PipeStatus | undefined, now: Date): number =>
  status?.oldestPending && status.pendingFiles > 0 ? secondsBetween(status.oldestPending, now) : 0;
