import { useMemo } from 'react';
import type { Reconciled } from '../../../api';
import { formatNumber } from '../ui/format';
import { Standing } from '../quality/standing';
import { Table, type Column } from '../ui/table';

/** Files and rows side by side: lake, ledger, bronze. */
export function LakeLedger({ datasets }: { readonly datasets: readonly Reconciled[] }) {
  const columns = useMemo((): readonly Column<Reconciled>[] => {
    const number = (id: string, header: string, value: (of: Reconciled) => number): Column<Reconciled> => ({
      id,
      header,
      value,
      align: 'end',
      cell: (of) => formatNumber(value(of)),
    });
    return [
      { id: 'dataset', header: 'Dataset', value: ({ domain, dataset }) => `${domain}.${dataset}` },
      {
        id: 'state',
        header: 'Agree',
        value: ({ differences }) => differences.length,
        cell: (dataset) => <Standing dataset={dataset} />,
      },
      number('lake', 'Files in the lake', ({ filesInLake }) => filesInLake),
      number('ledger', 'In the ledger', ({ filesInLedger }) => filesInLedger),
      number('parsed', 'Rows in the files', ({ rowsInFiles }) => rowsInFiles),
      number('rejected', 'Rejected', ({ rowsRejected }) => rowsRejected),
      number('loaded', 'Loaded', ({ rowsLoaded }) => rowsLoaded),
      number('bronze', 'In bronze', ({ rowsInBronze }) => rowsInBronze),
      {
        id: 'differences',
        header: 'What differs',
        value: ({ differences }) => differences.join('. '),
        wrap: true,
      },
    ];
  }, []);
  return (
    <Table
      label="Ledger against lake"
      columns={columns}
      rows={datasets}
      rowKey={({ domain, dataset }) => `${domain}.${dataset}`}
      sort={{ id: 'state', desc: true }}
      maxHeight={760}
    />
  );
}
