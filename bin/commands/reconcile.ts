import { withWorkspace } from '../../local/home/workspace';
import { reconcile as readBalance } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { printReport, table } from '../output/answer';
import { workspaceOptions } from './workspace-options';

export function reconcile(options: GlobalOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const datasets = await readBalance(opened);
    if (options.json)
      printReport(
        io,
        datasets.map(({ account, ...stages }) => ({ ...stages, ...account })),
      );
    else {
      const rows = datasets.map((one) => [
        `${one.domain}.${one.dataset}`,
        ...[one.filesInLake, one.filesInLedger, one.rowsInFiles, one.rowsLoaded, one.rowsRejected],
        ...[one.account?.accepted, one.account?.duplicates, one.account?.superseded],
        ...[one.account?.quarantined, one.account?.unresolved],
        one.differences.length === 0 ? 'yes' : 'NO',
      ]);
      const head = [
        ...['dataset', 'files', 'in ledger', 'rows', 'loaded', 'rejected'],
        ...['accepted', 'duplicate', 'superseded', 'quarantined', 'unresolved', 'adds up'],
      ];
      io.out.write(table(head, rows, io.out.width));
    }
    for (const { domain, dataset, differences } of datasets) {
      for (const difference of differences) io.err.write(`${domain}.${dataset}: ${difference}\n`);
    }
    return datasets.every(({ differences }) => differences.length === 0) ? 0 : 1;
  });
}
