import { useCallback } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { paths, type Graph, type NodeDetails } from '../../../api';
import { useRead } from '../api/read';
import { lineageOf } from '../lineage/address';
import { domainName, LAYER_NAME } from '../ui/layers';
import { Loaded, Loading } from '../ui/states';
import { NODE_STATUS } from '../ui/status';
import { Badge, Card, Dot, Page } from '../ui/surface';
import { NodeView } from './node-view';

/** A node on a page of its own, for a link to it. */
export function Model({ id }: { readonly id: string }) {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const query = useRead<NodeDetails>(paths.node(id));
  const chooseColumn = useCallback(
    (column: string) => {
      go(lineageOf(id, column));
    },
    [go, id],
  );
  const test = search.get('test') ?? undefined;
  return (
    <Loaded query={query} loading={<Loading lines={10} />}>
      {(node) => (
        <Page
          title={
            <>
              {node.name} <Badge tone={NODE_STATUS[node.status].tone}>{NODE_STATUS[node.status].word}</Badge>
            </>
          }
          crumbs={
            <>
              <Link href="/lineage">Lineage</Link> / {domainName(node.domain)} / {LAYER_NAME[node.layer]}
            </>
          }
          actions={
            <Link className="button" href={lineageOf(node.id)}>
              Show in the graph
            </Link>
          }
        >
          <div className="model-body">
            <Card>
              <h2 className="visually-hidden">What is known of it</h2>
              <NodeView
                key={node.id}
                node={node}
                test={test}
                initialTab={test === undefined ? 'facts' : 'tests'}
                chooseColumn={chooseColumn}
              />
            </Card>
            <Card title="Around it">
              <div className="kin-lists">
                <Kin title="Made of" ids={node.parents} none="It is loaded from files of the lake." />
                <Kin title="Used by" ids={node.children} none="Nothing in the project reads it." />
              </div>
            </Card>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Kin({
  title,
  ids,
  none,
}: {
  readonly title: string;
  readonly ids: readonly string[];
  readonly none: string;
}) {
  const graph = useRead<Graph>(paths.graph);
  const nodes = new Map(graph.data?.nodes.map((node) => [node.id, node]));
  return (
    <section>
      <h3>{title}</h3>
      {ids.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <ul>
          {ids.map((id) => {
            const node = nodes.get(id);
            if (node === undefined) return <li key={id}>{id}</li>;
            return (
              <li key={id}>
                <Dot tone={NODE_STATUS[node.status].tone} label={NODE_STATUS[node.status].word} />
                <Link href={`/models/${encodeURIComponent(id)}`}>{node.name}</Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
