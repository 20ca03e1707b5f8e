import { withWorkspace, type LocalWorkspace } from '../../local/home/workspace';
import { loadLanded, type LoadedFile, type PipeReport } from '../../local/pipe';
import type { GlobalOptions, Io } from '../io';
import { count, duration } from '../output/amount';
import { printReport, table } from '../output/answer';
import { LiveLines } from '../output/live';
import { workspaceOptions } from './workspace-options';

export function pipe(options: GlobalOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const report = await pipeWithProgress(opened, options, io, io.interruption());
    if (options.json) printReport(io, report);
    else if (report.loads.length > 0) {
      const rows = report.loads.map((load) => [
        `${load.domain}.${load.dataset}`,
        load.rowsLoaded,
        load.errors,
        load.status.toLowerCase().replaceAll('_', ' '),
        load.file,
      ]);
      io.out.write(table(['dataset', 'rows', 'errors', 'status', 'file'], rows, io.out.width * 3));
    }
    return report.failed.length > 0 || report.stopped ? 1 : 0;
  });
}

/** Loads what has landed and tells of it on stderr. */
export async function pipeWithProgress(
  { home, local }: LocalWorkspace,
  { threads }: GlobalOptions,
  io: Io,
  signal: AbortSignal,
): Promise<PipeReport> {
  const started = io.now().getTime();
  const loading = new Set<string>();
  let files = 0;
  let done = 0;
  const live = new LiveLines(io.err, () => [
    `${done}/${files} files loaded`,
    ...[...loading].map((file) => `  ${file}`),
  ]);
  try {
    const report = await loadLanded({
      warehouse: home.warehouse,
      lake: home.lake,
      sources: local.project.sources,
      threads,
      clock: io.now,
      signal,
      onEvent: (event) => {
        switch (event.kind) {
          case 'planned':
            files = event.files;
            return;
          case 'loading':
            loading.add(event.file);
            return;
          case 'loaded':
            done++;
            loading.delete(event.load.file);
            for (const note of notesOf(event.load)) live.note(note);
            return;
          case 'failed':
            loading.delete(event.file);
            return live.note(`not loaded: ${event.file}\n  ${event.message}`);
        }
      },
    });
    if (report.loads.length > 0) {
      const spent = duration(io.now().getTime() - started);
      live.note(`${count(report.loads.length, 'file')} loaded, ${count(report.rowsLoaded, 'row')}, ${spent}`);
    }
    return report;
  } finally {
    live.end();
  }
}

function notesOf(load: LoadedFile): string[] {
  return [
    ...(load.errors > 0
      ? [`${count(load.errors, 'rejected row')} in ${load.file}: see BRONZE.LOAD_ERRORS, or lakehouse status`]
      : []),
    ...load.columnsAdded.map(
      (column) =>
        `new column ${column} of ${load.domain}.${load.dataset} has a guessed type: declare it and reload`,
    ),
  ];
}
