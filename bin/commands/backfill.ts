import { fail, suggestion } from '../../engine/errors';
import { landedSources } from '../../engine/landing/setup';
import { DATABASE } from '../../local/home/project';
import { withWorkspace } from '../../local/home/workspace';
import { backfill as backfillDataset } from '../../local/pipe/backfill';
import type { GlobalOptions, Io } from '../io';
import { count } from '../output/amount';
import { printReport } from '../output/answer';
import { LiveLines } from '../output/live';
import { workspaceOptions } from './workspace-options';

export interface BackfillCommandOptions {
  readonly from?: Date;
  readonly to?: Date;
  readonly apply?: boolean;
}

/** @param name `domain.dataset` */
export function backfill(
  options: GlobalOptions & BackfillCommandOptions,
  io: Io,
  name: string,
): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async ({ home, local }) => {
    const sources = landedSources(local.project.sources);
    const known = sources.map(({ landing }) => `${landing.domain}.${landing.dataset}`);
    const source = sources[known.indexOf(name)];
    if (!source)
      return fail(
        'LH105',
        `There is no dataset "${name}", but ${known.join(', ')}.${suggestion(name, known)}`,
      );
    let line = '';
    const live = new LiveLines(io.err, () => [line]);
    try {
      const report = await backfillDataset({
        ...{ warehouse: home.warehouse, lake: home.lake, source, sources, database: DATABASE },
        ...{ from: options.from, to: options.to, apply: options.apply ?? false },
        clock: io.now,
        onFile: (done, files) => (line = `${done}/${files} files loaded`),
      });
      live.end();
      if (options.json) printReport(io, report);
      else {
        const { files, rowsBefore, rowsAfter } = report;
        const after = rowsAfter === undefined ? '' : ` are now ${count(rowsAfter, 'row')}`;
        io.out.write(`${count(files, 'file')}, ${count(rowsBefore, 'row')} in bronze${after}\n`);
      }
      if (!report.applied) io.err.write('Nothing was changed: add --apply to load these files anew.\n');
      else io.err.write('lakehouse build takes the rows up.\n');
      return 0;
    } finally {
      live.end();
    }
  });
}
