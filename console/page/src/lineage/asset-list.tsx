import { useMemo } from 'react';
import type { GraphNode } from '../../../api';
import { formatNumber } from '../ui/format';
import { domainName, LAYER_NAME } from '../ui/layers';
import { Empty } from '../ui/states';
import { NODE_STATUS, NODE_STATUSES } from '../ui/status';
import { Badge } from '../ui/surface';
import { Table, type Column } from '../ui/table';
import { Ago } from '../ui/time';
import { LAYERS } from './assets';
import { NodeButton } from './found';

interface AssetListProps {
  readonly nodes: readonly GraphNode[];
  readonly chosen: string | undefined;
  readonly select: (id: string) => void;
}

/** The graph as a table: for the keyboard, for a screen reader, and for who wants to sort. */
export function AssetList({ nodes, chosen, select }: AssetListProps) {
  const columns = useMemo(
    (): readonly Column<GraphNode>[] => [
      {
        id: 'name',
        header: 'Name',
        value: (node) => node.name,
        cell: (node) => <NodeButton node={node} select={select} />,
      },
      {
        id: 'status',
        header: 'Status',
        value: (node) => NODE_STATUSES.indexOf(node.status),
        cell: (node) => <Badge tone={NODE_STATUS[node.status].tone}>{NODE_STATUS[node.status].word}</Badge>,
      },
      { id: 'domain', header: 'Domain', value: (node) => domainName(node.domain) },
      {
        id: 'layer',
        header: 'Layer',
        value: (node) => LAYERS.indexOf(node.layer),
        cell: (node) => LAYER_NAME[node.layer],
      },
      {
        id: 'kind',
        header: 'Kind',
        value: (node) => (node.kind === 'model' ? node.materialized : node.kind),
      },
      {
        id: 'rows',
        header: 'Rows',
        value: (node) => node.rows,
        cell: (node) => formatNumber(node.rows),
        align: 'end',
      },
      {
        id: 'tests',
        header: 'Tests',
        value: (node) => node.tests.fail + node.tests.error + node.tests.pass / 1e6,
        cell: ({ tests }) => {
          const all = tests.pass + tests.warn + tests.fail + tests.error + tests.unknown;
          return all === 0 ? '' : `${formatNumber(tests.pass)} of ${formatNumber(all)}`;
        },
        align: 'end',
      },
      {
        id: 'publishedAt',
        header: 'Published',
        value: (node) => node.publishedAt,
        cell: (node) => <Ago at={node.publishedAt} />,
        align: 'end',
      },
    ],
    [select],
  );
  return (
    <section className="card">
      <Table
        label="All sources and models"
        columns={columns}
        rows={nodes}
        rowKey={(node) => node.id}
        selected={(node) => node.id === chosen}
        maxHeight={window.innerHeight - 152}
        empty={<Empty title="Nothing matches" icon="search" />}
      />
    </section>
  );
}
