import { Link } from 'wouter';
import type { NodeDetails } from '../../../api';
import { formatDuration, formatNumber, plural, spoken } from '../ui/format';
import { Badge } from '../ui/surface';
import { NODE_STATUS } from '../ui/status';
import { Ago } from '../ui/time';
import { NodeFilesList } from './node-files';
import { RowsOverRuns } from './rows-over-runs';

/** What a node is and how it is: the first tab. */
export function NodeFacts({ node }: { readonly node: NodeDetails }) {
  const { word, tone } = NODE_STATUS[node.status];
  // The description opens with the grain, which has a line of its own below.
  const description =
    node.grain === undefined
      ? node.description
      : node.description.replace(/^(?:Grain:|One row )[\s\S]+?(?:\.\s+|\.?$)/i, '');
  return (
    <>
      {node.reason === undefined ? null : (
        <p className="notice" data-tone={tone}>
          <Badge tone={tone}>{word}</Badge> {spoken(node.reason)}
        </p>
      )}
      {description === '' ? null : <p className="prose">{description}</p>}
      <dl className="facts">
        {node.grain === undefined ? null : (
          <>
            <dt>One row is</dt>
            <dd>{node.grain}</dd>
          </>
        )}
        <dt>Table</dt>
        <dd className="mono">{node.relation ?? 'none: it is part of its children'}</dd>
        <dt>Kind</dt>
        <dd>
          {node.kind}, {node.materialized}
        </dd>
        <dt>Rows</dt>
        <dd>{formatNumber(node.rows)}</dd>
        {node.quarantined ? (
          <>
            <dt>Set aside</dt>
            <dd>
              <Link href="/ingest">{plural(node.quarantined, 'row')}, not resolved</Link>
            </dd>
          </>
        ) : null}
        <dt>{node.kind === 'source' ? 'Loaded' : 'Published'}</dt>
        <dd>
          <Ago at={node.publishedAt} />
          {node.ms === undefined ? null : `, in ${formatDuration(node.ms)}`}
        </dd>
        <dt>Defined in</dt>
        <dd className="mono">{node.path}</dd>
        {node.tags.length === 0 ? null : (
          <>
            <dt>Tags</dt>
            <dd>{node.tags.join(', ')}</dd>
          </>
        )}
      </dl>
      <RowsOverRuns history={node.history} />
      <NodeFilesList files={node.files} />
    </>
  );
}
