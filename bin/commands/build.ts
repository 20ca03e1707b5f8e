import { build as runBuild, type BuildOptions, type RunEvent, type RunResult } from '../../engine/run';
import { writeArtifacts } from '../../local/home/artifacts';
import {
  isAlive,
  selectNodes,
  thisHolder,
  withWorkspace,
  type LocalWorkspace,
} from '../../local/home/workspace';
import { commandLine } from '../command-line';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { count } from '../output/amount';
import { printJson } from '../output/answer';
import { showRun, summaryOf } from '../output/run-progress';
import { runJson } from '../output/run-result';
import { pipeWithProgress } from './pipe';
import { workspaceOptions } from './workspace-options';

export interface BuildCommandOptions extends SelectionOptions {
  readonly fullRefresh?: boolean;
  /** Snowpipe has loaded what landed by the time a run starts; locally the pipes run first. */
  readonly pipe: boolean;
  readonly state?: string;
}

export function build(options: GlobalOptions & BuildCommandOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const selected = selectNodes(opened.local, opened.home.layout, options);
    const signal = io.interruption();
    const loaded = options.pipe ? await pipeWithProgress(opened, options, io, signal) : undefined;
    const result = await runWithProgress(runBuild, opened, io, {
      selected,
      fullRefresh: options.fullRefresh ?? false,
      threads: options.threads,
      command: commandLine('build', options),
      signal,
    });
    printRun(result, options, io);
    if (loaded && loaded.failed.length > 0)
      io.err.write(`${count(loaded.failed.length, 'file')} could not be loaded\n`);
    return result.status === 'success' && !loaded?.failed.length ? 0 : 1;
  });
}

type Settings = Pick<BuildOptions, 'selected' | 'fullRefresh' | 'threads' | 'signal'> & {
  readonly command: string;
};

/** A build or a test run, with progress on stderr and dbt's artifacts in the home. */
export async function runWithProgress(
  run: typeof runBuild,
  opened: LocalWorkspace,
  io: Io,
  { command, ...settings }: Settings,
  onEvent: (event: RunEvent) => void = () => undefined,
): Promise<RunResult> {
  const progress = showRun(io);
  try {
    const result = await run(opened.workspace, {
      ...settings,
      holder: thisHolder(command),
      // One run at a time in a process: a lock in our name is of one that lost its database before it could give it back,
      // or of a process that had our id before us, as in a container that starts again.
      isAlive: (pid) => pid !== process.pid && isAlive(pid),
      onEvent: (event) => {
        progress.onEvent(event);
        onEvent(event);
      },
    });
    writeArtifacts(opened.home.layout, opened.local, result);
    return result;
  } finally {
    progress.end();
  }
}

export function printRun(result: RunResult, { json }: GlobalOptions, io: Io): void {
  if (json) printJson(io, runJson(result));
  else io.out.write(`${summaryOf(result)}\n`);
}
