import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Pipe } from '../../../api';
import { formatAgo, formatMoment, formatNumber } from '../ui/format';
import { Badge } from '../ui/surface';
import { Table, type Column } from '../ui/table';

const time = (at: string | undefined) =>
  at === undefined ? (
    <span className="muted">never</span>
  ) : (
    <span title={formatMoment(at)}>{formatAgo(at)}</span>
  );

/** What loads each dataset. */
export function Pipes({ pipes }: { readonly pipes: readonly Pipe[] }) {
  const columns = useMemo((): readonly Column<Pipe>[] => {
    const number = (id: string, header: string, value: (pipe: Pipe) => number): Column<Pipe> => ({
      id,
      header,
      value,
      align: 'end',
      cell: (pipe) => formatNumber(value(pipe)),
    });
    return [
      {
        id: 'dataset',
        header: 'Dataset',
        value: ({ domain, dataset }) => `${domain}.${dataset}`,
        cell: ({ node, domain, dataset }) => (
          <Link href={`/models/${encodeURIComponent(node)}`}>
            {domain}.{dataset}
          </Link>
        ),
      },
      {
        id: 'state',
        header: 'State',
        value: ({ pending, errors, loaded }) => (errors > 0 ? 3 : pending > 0 ? 2 : loaded > 0 ? 1 : 0),
        cell: (pipe) => <PipeState pipe={pipe} />,
      },
      { id: 'format', header: 'Format', value: ({ format }) => format },
      number('landed', 'Files', ({ landed }) => landed),
      number('pending', 'Waiting', ({ pending }) => pending),
      number('rows', 'Rows loaded', ({ rowsLoaded }) => rowsLoaded),
      number('errors', 'Load errors', ({ errors }) => errors),
      {
        id: 'landedAt',
        header: 'Newest file',
        value: ({ newestLandedAt }) => newestLandedAt,
        cell: ({ newestLandedAt }) => time(newestLandedAt),
      },
      {
        id: 'loadedAt',
        header: 'Loaded',
        value: ({ loadedAt }) => loadedAt,
        cell: ({ loadedAt }) => time(loadedAt),
      },
    ];
  }, []);
  return (
    <Table
      label="Pipes"
      columns={columns}
      rows={pipes}
      rowKey={({ node }) => node}
      sort={{ id: 'state', desc: true }}
      maxHeight={760}
    />
  );
}

function PipeState({ pipe: { pending, errors, loaded } }: { readonly pipe: Pipe }) {
  if (errors > 0) return <Badge tone="warn">load errors</Badge>;
  if (pending > 0) return <Badge tone="busy">files wait</Badge>;
  return loaded > 0 ? <Badge tone="good">loaded</Badge> : <Badge>no files</Badge>;
}
