import { Link } from 'wouter';
import {
  paths,
  type Analysis,
  type Graph,
  type Ingest,
  type Page as Paged,
  type RunSummary,
} from '../../../api';
import { useLive } from '../api/live';
import { useRead } from '../api/read';
import { shownOf } from '../dashboards/page-data';
import { RunStrip } from '../runs/run-strip';
import { inOrder } from '../ui/layers';
import { Empty, Failed, Loading } from '../ui/states';
import { Badge, Card, Page } from '../ui/surface';
import { DomainCard } from './domain-card';
import { Health, verdict } from './health';
import './home.css';

/** What a person sees first: is it well, what needs a look, what are the numbers. */
export function Home() {
  const live = useLive();
  const graph = useRead<Graph>(paths.graph);
  const ingest = useRead<Ingest>(paths.ingest, { topic: 'arrived' });
  const runs = useRead<Paged<RunSummary>>(paths.runs({ limit: 40 }));
  const analyses = useRead<readonly Analysis[]>(paths.analyses);

  const failed = [graph, ingest, runs].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (graph.data === undefined || ingest.data === undefined || runs.data === undefined)
    return (
      <Page title="Overview">
        <Loading lines={12} />
      </Page>
    );

  const health = { graph: graph.data, ingest: ingest.data, lastRun: runs.data.items[0] };
  const { tone, text } = verdict(health);
  const domains = inOrder(graph.data.nodes.map(({ domain }) => domain));
  const empty = runs.data.items.length === 0;
  const running = [live.run, health.lastRun].find((run) => run?.status === 'running')?.runId;
  return (
    <Page
      title={
        <>
          Overview{' '}
          <Badge tone={tone}>{{ good: 'healthy', warn: 'behind', bad: 'failed', idle: 'empty' }[tone]}</Badge>
        </>
      }
      lead={text}
    >
      {running === undefined ? null : <UnderWay id={running} />}
      {empty ? (
        <Card>
          <Empty title="Nothing has been built yet" icon="runs">
            <code>lakehouse demo</code> makes small input and builds it; <code>lakehouse ingest</code> and{' '}
            <code>build</code> take your own files.
          </Empty>
        </Card>
      ) : null}
      <Health {...health} />
      <div className="grid" data-columns="2">
        {domains.map((domain) => (
          <DomainCard
            key={domain}
            domain={domain}
            nodes={health.graph.nodes.filter((node) => node.domain === domain)}
            shown={shownOf(analyses.data ?? [], domain)}
          />
        ))}
      </div>
      {runs.data.items.length < 2 ? null : (
        <Card
          title="Runs"
          note="The newest at the end; the longer a run took, the higher its bar"
          actions={
            <Link className="button quiet" href="/runs">
              All runs
            </Link>
          }
        >
          <RunStrip runs={runs.data.items} />
        </Card>
      )}
    </Page>
  );
}

function UnderWay({ id }: { readonly id: string }) {
  return (
    <p className="notice" data-tone="busy" role="status">
      <Badge tone="busy">running</Badge>
      <Link href={`/runs/${encodeURIComponent(id)}`}>A run is under way: watch it</Link>
    </p>
  );
}
