import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTarget } from '../../cloud/deployment';
import { startRun } from '../../cloud/start-run';
import { openCloudProject } from '../../cloud/workspace';
import { fail } from '../../engine/errors';
import { select } from '../../engine/graph';
import { follow, type RunRequest } from '../../engine/orchestration';
import { makeRunId } from '../../engine/plan';
import { commandLine } from '../command-line';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { showRun } from '../output/run-progress';
import { printRun } from './build';

export interface DeployedRunOptions extends SelectionOptions {
  readonly fullRefresh?: boolean;
  readonly state?: string;
  readonly watch?: boolean;
}

type Options = GlobalOptions & DeployedRunOptions;

export const deployedBuild = (options: Options, io: Io): Promise<number> =>
  runThere('build', 'build', options, io);
export const deployedRun = (options: Options, io: Io): Promise<number> =>
  runThere('run', 'build', options, io);
export const deployedTest = (options: Options, io: Io): Promise<number> =>
  runThere('test', 'test', options, io);

/** Asks for a run where it is deployed and shows it. What runs is the project that was deployed. */
async function runThere(verb: string, kind: RunRequest['kind'], options: Options, io: Io): Promise<number> {
  refuseLocalOptions(options);
  const target = await openTarget(options.target, { env: io.env, now: io.now });
  const { graph, project } = await openCloudProject(target, {
    ...options,
    project: resolve(options.project),
  });
  // A name that is wrong is told here and now.
  select(graph, project, options.select, options.exclude, undefined);

  const at = io.now();
  const request: RunRequest = {
    id: makeRunId(at, randomBytes(3).toString('hex')),
    kind,
    select: options.select,
    exclude: options.exclude,
    fullRefresh: options.fullRefresh ?? false,
    command: commandLine(verb, options),
    at: at.toISOString(),
  };
  const { isQueued } = await startRun(target, request, at);
  if (isQueued) io.err.write('A run is under way there: this one comes after it.\n');
  const signal = io.interruption('The run goes on without you. Once more ends at once.');
  const progress = showRun(io);
  const followed = await follow(request, {
    ...{ store: target.store, now: io.now, onEvent: progress.onEvent, signal },
    sleep: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
  }).finally(() => progress.end());
  switch (followed.status) {
    case 'idle':
      io.err.write('Nothing is new: no run was needed.\n');
      return 0;
    case 'detached':
      io.err.write(
        `${followed.runId ?? 'The run'} goes on. lakehouse status --target ${options.target} tells of it.\n`,
      );
      return 0;
    case 'ended':
      printRun(followed.result, options, io);
      return followed.result.status === 'success' ? 0 : 1;
  }
}

function refuseLocalOptions({ target, vars, state, watch, lake }: Options): void {
  const given = [
    ...(Object.keys(vars).length > 0 ? ['--vars'] : []),
    ...(state === undefined ? [] : ['--state']),
    ...(watch ? ['--watch'] : []),
    ...(lake === undefined ? [] : ['--lake']),
  ];
  if (given.length === 0) return;
  fail(
    'LH101',
    `${given.join(', ')}: not with --target ${target}. What runs there is the project that was deployed, over its own lake, whenever files land.`,
  );
}
