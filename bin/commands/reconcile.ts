import type { Reconciled } from '../../engine/inspection/reconcile';
import { withWorkspace } from '../../local/home/workspace';
import { reconcile as readBalance } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { printReport, table } from '../output/answer';
import { workspaceOptions } from './workspace-options';

export function reconcile(options: GlobalOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) =>
    printReconciled(await readBalance(opened), options, io),
  );
}

/** The exit status: 1 where something does not add up. */
export function printReconciled(
  datasets: readonly Reconciled[],
  { json, target }: Pick<GlobalOptions, 'json' | 'target'>,
  io: Io,
): number {
  // Locally nothing loads by itself.
  const onTheWay = target !== 'local';
  if (json)
    printReport(
      io,
      datasets.map(({ account, ...stages }) => ({ ...stages, ...account })),
    );
  else {
    const rows = datasets.map((one) => [
      `${one.domain}.${one.dataset}`,
      ...[one.filesInLake, one.filesInLedger, ...(onTheWay ? [one.filesOnTheWay] : [])],
      ...[one.rowsInFiles, one.rowsLoaded, one.rowsRejected],
      ...[one.account?.accepted, one.account?.duplicates, one.account?.superseded],
      ...[one.account?.quarantined, one.account?.unresolved],
      one.differences.length === 0 ? 'yes' : 'NO',
    ]);
    const head = [
      ...['dataset', 'files', 'in ledger', ...(onTheWay ? ['on the way'] : [])],
      ...['rows', 'loaded', 'rejected'],
      ...['accepted', 'duplicate', 'superseded', 'quarantined', 'unresolved', 'adds up'],
    ];
    io.out.write(table(head, rows, io.out.width));
  }
  for (const { domain, dataset, differences } of datasets) {
    for (const difference of differences) io.err.write(`${domain}.${dataset}: ${difference}\n`);
  }
  return datasets.every(({ differences }) => differences.length === 0) ? 0 : 1;
}
