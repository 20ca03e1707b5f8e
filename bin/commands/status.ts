import { withWorkspace } from '../../local/home/workspace';
import { readStatus } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { printReport } from '../output/answer';
import { printCommon, section } from '../output/status-report';
import { workspaceOptions } from './workspace-options';

export function status(options: GlobalOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const found = await readStatus(opened);
    if (options.json) printReport(io, found);
    else {
      section(
        io,
        'Files',
        ['dataset', 'landed', 'loaded', 'pending', 'rows', 'errors'],
        found.datasets.map((one) => [
          `${one.domain}.${one.dataset}`,
          ...[one.landed, one.loaded, one.pending.length, one.rowsLoaded, one.errors],
        ]),
      );
      printCommon(found, io);
    }
    return 0;
  });
}
