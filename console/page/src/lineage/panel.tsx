import { Link } from 'wouter';
import { paths, type NodeDetails } from '../../../api';
import { useRead } from '../api/read';
import { NodeView } from '../models/node-view';
import { Icon } from '../ui/icons';
import { domainName, LAYER_NAME } from '../ui/layers';
import { Loaded, Loading } from '../ui/states';
import { NODE_STATUS } from '../ui/status';
import { Badge } from '../ui/surface';

interface PanelProps {
  readonly id: string;
  readonly column: string | undefined;
  readonly chooseColumn: (column: string) => void;
  readonly focused: boolean;
  readonly focus: () => void;
  readonly close: () => void;
}

/** The chosen node, beside the graph. */
export function Panel({ id, column, chooseColumn, focused, focus, close }: PanelProps) {
  const query = useRead<NodeDetails>(paths.node(id));
  return (
    <aside className="panel" aria-label="Chosen node">
      <button type="button" className="button quiet panel-close" onClick={close} aria-label="Close">
        <Icon name="close" size={16} />
      </button>
      <Loaded query={query} loading={<Loading lines={9} />}>
        {(node) => (
          <>
            <header className="stack">
              <p className="crumbs">
                {domainName(node.domain)} / {LAYER_NAME[node.layer]}
              </p>
              <h2>{node.name}</h2>
              <div className="row">
                <Badge tone={NODE_STATUS[node.status].tone}>{NODE_STATUS[node.status].word}</Badge>
                {focused ? null : (
                  <button type="button" className="button quiet" onClick={focus}>
                    <Icon name="lineage" size={15} /> Only its lineage
                  </button>
                )}
                <Link className="button quiet" href={`/models/${encodeURIComponent(node.id)}`}>
                  <Icon name="external" size={15} /> Own page
                </Link>
              </div>
            </header>
            <NodeView
              key={node.id}
              node={node}
              column={column}
              initialTab={column !== undefined ? 'columns' : node.status === 'failed' ? 'tests' : 'facts'}
              chooseColumn={chooseColumn}
            />
          </>
        )}
      </Loaded>
    </aside>
  );
}
