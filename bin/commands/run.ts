import { build as runBuild } from '../../engine/run';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import { commandLine } from '../command-line';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { printRun, runWithProgress } from './build';
import { pipeWithProgress } from './pipe';
import { watchLake } from './watch';
import { workspaceOptions } from './workspace-options';

export interface RunOptions extends SelectionOptions {
  readonly watch?: boolean;
  /** Seconds between two looks at the lake. */
  readonly interval: number;
  readonly state?: string;
}

/** Loads and builds; with `--watch` again and again, as files land. */
export function run(options: GlobalOptions & RunOptions, io: Io): Promise<number> {
  if (options.watch) return watchLake(options, io);
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const selected = selectNodes(opened.local, opened.home.layout, options);
    const signal = io.interruption();
    const loaded = await pipeWithProgress(opened, options, io, signal);
    const result = await runWithProgress(runBuild, opened, io, {
      ...{ selected, signal, fullRefresh: false, threads: options.threads },
      command: commandLine('run', options),
    });
    printRun(result, options, io);
    return result.status === 'success' && loaded.failed.length === 0 ? 0 : 1;
  });
}
