import { formatProblem, LakehouseError } from '../../engine/errors';
import { build as runBuild, type RunResult } from '../../engine/run';
import { keepInLake } from '../../engine/stream/undelivered';
import { openDelivery } from '../../local/delivery';
import { selectNodes, withWorkspace, type LocalWorkspace } from '../../local/home/workspace';
import type { PipeReport } from '../../local/pipe';
import { watch } from '../../local/watch';
import { commandLine } from '../command-line';
import type { GlobalOptions, Io } from '../io';
import { count, elapsed } from '../output/amount';
import { summaryOf } from '../output/run-progress';
import { runWithProgress } from './build';
import { pipeWithProgress } from './pipe';
import type { RunOptions } from './run';
import { workspaceOptions } from './workspace-options';

type Options = GlobalOptions & RunOptions;

/** What a round came to; less where it failed or was stopped. */
interface Round {
  readonly loaded?: PipeReport | undefined;
  readonly result?: RunResult | undefined;
  readonly error?: LakehouseError | undefined;
}

/**
 * Loads and builds as files land, until the signal. Each round opens the home anew: so the watch outlives a lost connection
 * to the database, a run of someone else and a mistake in the project, and builds the project as it is by then.
 */
export async function watchLake(options: Options, io: Io): Promise<number> {
  const settings = workspaceOptions(options, io);
  // What is wrong from the start is no reason to wait.
  const lake = await withWorkspace(settings, async ({ home, local }) => {
    selectNodes(local, home.layout, options);
    await recoverDelivery(home, io);
    return home.lake;
  });
  const signal = io.interruption();
  let failed = false;
  const round = async (): Promise<boolean> => {
    const done = await runRound(options, io, signal);
    failed = done.error !== undefined || done.result?.status === 'error' || !!done.loaded?.failed.length;
    printRound(done, options, io);
    // A failed audit fails again until something lands; what could not be tried may go well by itself.
    return done.error === undefined && !done.loaded?.failed.length;
  };
  await watch({
    ...{ lake, signal, round, intervalMs: options.interval * 1000 },
    onIdle: () => io.err.write('Waiting for files. Ctrl-C ends.\n'),
    onRetry: (pause) => io.err.write(`The round failed; the next try is in ${elapsed(pause / 1000)}.\n`),
  });
  // Stopping is how a watch ends: what counts is whether its last round went well.
  return failed ? 1 : 0;
}

/** Brings into the lake what a generator that was killed had accepted. One that is at work keeps its own. */
async function recoverDelivery({ lake, layout }: LocalWorkspace['home'], io: Io): Promise<void> {
  let objects = 0;
  const delivery = await openDelivery({
    ...{ lake, spool: layout.delivery, clock: io.now, keep: keepInLake(lake, io.now) },
    onDelivered: () => (objects += 1),
  });
  await delivery.close();
  if (objects > 0) io.err.write(`${count(objects, 'object')} of a delivery that was killed recovered\n`);
}

async function runRound(options: Options, io: Io, signal: AbortSignal): Promise<Round> {
  let loaded: PipeReport | undefined;
  try {
    return await withWorkspace(workspaceOptions(options, io), async (opened): Promise<Round> => {
      const selected = selectNodes(opened.local, opened.home.layout, options);
      loaded = await pipeWithProgress(opened, options, io, signal);
      if (signal.aborted) return { loaded };
      const result = await runWithProgress(runBuild, opened, io, {
        ...{ selected, signal, fullRefresh: false, threads: options.threads },
        command: commandLine('run', options),
      });
      return { loaded, result };
    });
  } catch (e: unknown) {
    if (!(e instanceof LakehouseError)) throw e;
    io.err.write(`${e.problems.map(formatProblem).join('\n')}\n`);
    return { loaded, error: e };
  }
}

/** A line a round: JSON lines in a pipe, since the watch has no end at which one document could be written. */
function printRound({ loaded, result, error }: Round, { json }: GlobalOptions, io: Io): void {
  const status = error ? 'error' : (result?.status ?? 'stopped');
  const endedAt = result?.endedAt ?? io.now().toISOString();
  const files = loaded?.loads.length ?? 0;
  const rows = loaded?.rowsLoaded ?? 0;
  if (!json) {
    const summary = result ? summaryOf(result) : status;
    io.out.write(`${endedAt}  ${count(files, 'file')}, ${count(rows, 'row')}; ${summary}\n`);
    return;
  }
  const of = (what: string): number => result?.models.filter((model) => model.status === what).length ?? 0;
  const line = {
    run_id: result?.runId ?? null,
    status,
    message: error?.message ?? null,
    ended_at: endedAt,
    files_loaded: files,
    files_failed: loaded?.failed.length ?? 0,
    rows_loaded: rows,
    rows_rejected: loaded?.errors ?? 0,
    models_built: of('success'),
    models_failed: of('error'),
    models_skipped: of('skipped'),
    elapsed: result ? (Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 1000 : null,
  };
  io.out.write(`${JSON.stringify(line)}\n`);
}
