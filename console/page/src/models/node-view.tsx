import { useState } from 'react';
import type { NodeDetails } from '../../../api';
import { formatNumber } from '../ui/format';
import { Tabs } from '../ui/tabs';
import { NodeColumns } from './node-columns';
import { NodeFacts } from './node-facts';
import { NodeHistory } from './node-history';
import { NodeRows } from './node-rows';
import { NodeSqlView } from './node-sql';
import { NodeTests } from './node-tests';
import './node.css';

export type NodeTab = 'facts' | 'columns' | 'tests' | 'sql' | 'rows' | 'history';

interface NodeViewProps {
  readonly node: NodeDetails;
  readonly initialTab?: NodeTab;
  readonly test?: string | undefined;
  readonly column?: string | undefined;
  readonly chooseColumn: (column: string) => void;
}

/** Everything known of a node, beside the graph or on its own page. */
export function NodeView({ node, initialTab = 'facts', test, column, chooseColumn }: NodeViewProps) {
  const [tab, setTab] = useState<NodeTab>(initialTab);
  const failed = node.testList.filter(
    ({ last }) => last?.status === 'fail' || last?.status === 'error',
  ).length;
  return (
    <Tabs
      label={node.name}
      current={tab}
      choose={setTab}
      tabs={[
        { key: 'facts', name: 'About' },
        { key: 'columns', name: `Columns ${formatNumber(node.columnList.length)}` },
        {
          key: 'tests',
          name:
            failed > 0
              ? `Tests: ${formatNumber(failed)} failed`
              : `Tests ${formatNumber(node.testList.length)}`,
        },
        // A source is loaded by its pipe: no statement makes it, and no run builds it.
        ...(node.sql === undefined ? [] : [{ key: 'sql' as const, name: 'SQL' }]),
        { key: 'rows', name: 'Rows' },
        ...(node.sql === undefined ? [] : [{ key: 'history' as const, name: 'Runs' }]),
      ]}
    >
      <TabBody tab={tab} node={node} test={test} column={column} chooseColumn={chooseColumn} />
    </Tabs>
  );
}

function TabBody({ tab, node, test, column, chooseColumn }: NodeViewProps & { readonly tab: NodeTab }) {
  switch (tab) {
    case 'facts':
      return <NodeFacts node={node} />;
    case 'columns':
      return <NodeColumns node={node} chosen={column} choose={chooseColumn} />;
    case 'tests':
      return <NodeTests tests={node.testList} of={node.name} open={test} />;
    case 'sql':
      return node.sql && <NodeSqlView name={node.name} sql={node.sql} />;
    case 'rows':
      return <NodeRows id={node.id} />;
    case 'history':
      return <NodeHistory history={node.history} />;
  }
}
