import { build as runBuild, type RunResult } from '../../engine/run';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import type { PipeReport } from '../../local/pipe';
import { watch } from '../../local/watch';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { summaryOf } from '../output/run-progress';
import { printRun, runWithProgress } from './build';
import { pipeWithProgress } from './pipe';
import { workspaceOptions } from './workspace-options';

export interface RunOptions extends SelectionOptions {
  readonly watch?: boolean;
  /** Seconds between two looks at the lake. */
  readonly interval: number;
  readonly state?: string;
}

/** Loads and builds; with `--watch` again and again, as files land. */
export function run(options: GlobalOptions & RunOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const selected = selectNodes(opened.local, opened.home.layout, options);
    const signal = io.interruption();
    let failed = false;
    const round = async (tell: (loaded: PipeReport, result: RunResult) => void): Promise<void> => {
      const loaded = await pipeWithProgress(opened, options, io, signal);
      if (signal.aborted) return;
      const result = await runWithProgress(runBuild, opened, io, {
        selected,
        fullRefresh: false,
        threads: options.threads,
        command: options.watch ? 'lakehouse run --watch' : 'lakehouse run',
        signal,
      });
      failed = result.status !== 'success' || loaded.failed.length > 0;
      tell(loaded, result);
    };
    if (!options.watch) {
      await round((_loaded, result) => printRun(result, options, io));
      return failed || signal.aborted ? 1 : 0;
    }
    await watch({
      lake: opened.home.lake,
      intervalMs: options.interval * 1000,
      signal,
      round: () => round((loaded, result) => printRound(loaded, result, options, io)),
      onIdle: () => io.err.write('Waiting for files. Ctrl-C ends.\n'),
    });
    // Stopping is how a watch ends: what counts is whether its last round went well.
    return failed ? 1 : 0;
  });
}

/** A line a round: JSON lines in a pipe, since the watch has no end at which one document could be written. */
function printRound(
  { loads, rowsLoaded }: PipeReport,
  result: RunResult,
  { json }: GlobalOptions,
  io: Io,
): void {
  const of = (status: string): number => result.models.filter((model) => model.status === status).length;
  if (!json) {
    io.out.write(`${result.endedAt}  ${loads.length} files, ${rowsLoaded} rows; ${summaryOf(result)}\n`);
    return;
  }
  const line = {
    run_id: result.runId,
    status: result.status,
    ended_at: result.endedAt,
    files_loaded: loads.length,
    rows_loaded: rowsLoaded,
    models_built: of('success'),
    models_failed: of('error'),
    models_skipped: of('skipped'),
    elapsed: (Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 1000,
  };
  io.out.write(`${JSON.stringify(line)}\n`);
}
