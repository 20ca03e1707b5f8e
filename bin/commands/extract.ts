import { resolve } from 'node:path';
import { fail } from '../../engine/errors';
import { extract as extractTables, openSnapshot, readTables, type ExtractReport } from '../../local/extract';
import { openLake } from '../../local/home/lake';
import { prepareHome } from '../../local/home/open';
import { localTarget, openProject } from '../../local/home/project';
import type { GlobalOptions, Io } from '../io';
import { bytes, count } from '../output/amount';
import { printReport, table } from '../output/answer';
import { LiveLines } from '../output/live';
import { landingsOf } from './ingest';
import { workspaceOptions } from './workspace-options';

export interface ExtractCommandOptions {
  readonly domain: string;
  readonly tables: readonly string[];
}

export async function extract(
  options: GlobalOptions & ExtractCommandOptions,
  io: Io,
  url: string,
): Promise<number> {
  if (!/^postgres(ql)?:\/\//.test(url))
    fail('LH101', 'extract takes the URL of a PostgreSQL database: postgres://user@host/database.');
  const layout = prepareHome(options);
  const target = localTarget(workspaceOptions(options, io));
  const { project } = await openProject(resolve(options.project), target, layout.projectCache);
  const extractions = readTables(options.tables, landingsOf(project.sources, options.domain));
  const signal = io.interruption();
  const snapshot = await openSnapshot(url);
  let line = '';
  const live = new LiveLines(io.err, () => [line]);
  try {
    const report = await extractTables({
      snapshot,
      lake: openLake(layout),
      extractions,
      signal,
      onProgress: (at) => {
        const rows =
          at.estimatedRows === undefined ? '' : ` of some ${count(Math.round(at.estimatedRows), 'row')}`;
        line = `${at.tablesDone + 1}/${at.tables} ${at.table}  ${bytes(at.bytes)}${rows}`;
      },
    });
    if (options.json) printReport(io, report);
    else printTable(io, report);
    return signal.aborted ? 1 : 0;
  } finally {
    live.end();
    await snapshot.close();
  }
}

function printTable(io: Io, { tables, extractedAt }: ExtractReport): void {
  const rows = tables.map((one) => [one.table, one.dataset, one.rows, bytes(one.bytes), one.status, one.key]);
  io.out.write(table(['table', 'dataset', 'rows', 'size', 'status', 'lake key'], rows, io.out.width * 3));
  io.out.write(`as of ${extractedAt}\n`);
}
