import { Link } from 'wouter';
import type { Graph, Ingest, RunSummary } from '../../../api';
import { formatDuration, formatNumber, plural } from '../ui/format';
import { Icon } from '../ui/icons';
import { RUN_STATUS } from '../ui/status';
import { Badge, Card, Stat } from '../ui/surface';
import { Ago } from '../ui/time';
import { durationOf } from '../runs/run-facts';
import { mattersOf, type Matter } from './attention';

interface HealthProps {
  readonly graph: Graph;
  readonly ingest: Ingest;
  readonly lastRun: RunSummary | undefined;
}

/** How it stands, in five numbers and the list of what to look at. */
export function Health({ graph, ingest, lastRun }: HealthProps) {
  const matters = mattersOf(graph, ingest, lastRun);
  const { nodes } = graph;
  const fresh = nodes.filter(({ status }) => status === 'fresh').length;
  const tests = nodes.reduce(
    (sum, { tests: one }) => ({
      pass: sum.pass + one.pass,
      bad: sum.bad + one.fail + one.error,
      all: sum.all + one.pass + one.warn + one.fail + one.error + one.unknown,
    }),
    { pass: 0, bad: 0, all: 0 },
  );
  const rows = ingest.pipes.reduce((sum, pipe) => sum + pipe.rowsLoaded, 0);
  const files = ingest.pipes.reduce((sum, pipe) => sum + pipe.loaded, 0);
  const setAside = ingest.quarantines.reduce((sum, quarantine) => sum + quarantine.rows, 0);
  const unresolved = ingest.quarantines.reduce((sum, quarantine) => sum + quarantine.unresolved, 0);
  return (
    <>
      <div className="grid" data-columns="5">
        <Stat
          label="Fresh"
          value={
            <>
              {formatNumber(fresh)}
              <small> of {formatNumber(nodes.length)}</small>
            </>
          }
          note="sources and models"
          tone={fresh === nodes.length || lastRun === undefined ? 'idle' : 'warn'}
          href="/lineage"
        />
        <Stat
          label="Tests passed"
          value={
            <>
              {formatNumber(tests.pass)}
              <small> of {formatNumber(tests.all)}</small>
            </>
          }
          note={
            tests.bad > 0 ? (
              <b className="delta" data-tone="bad">
                {formatNumber(tests.bad)} failed
              </b>
            ) : (
              'each before its table is published'
            )
          }
          href="/quality"
        />
        <Stat
          label="Rows loaded"
          value={formatNumber(rows)}
          note={`from ${plural(files, 'file')}`}
          href="/ingest"
        />
        <Stat
          label="Rows in quarantine"
          value={formatNumber(setAside)}
          note={`${formatNumber(unresolved)} not resolved`}
          href="/ingest"
        />
        <LastRun run={lastRun} />
      </div>
      {matters.length === 0 ? null : (
        <Card title="Needs attention" flush>
          <ul className="matters">
            {matters.map((matter) => (
              <MatterItem key={matter.title} matter={matter} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function LastRun({ run }: { readonly run: RunSummary | undefined }) {
  if (run === undefined)
    return <Stat label="Last run" value="–" note="nothing has been built yet" href="/runs" />;
  const { word, tone } = RUN_STATUS[run.status];
  return (
    <Stat
      label="Last run"
      value={run.status === 'running' ? 'under way' : formatDuration(durationOf(run, 0))}
      note={
        <>
          <Badge tone={tone}>{word}</Badge> <Ago at={run.startedAt} />
        </>
      }
      href={`/runs/${encodeURIComponent(run.runId)}`}
    />
  );
}

function MatterItem({ matter: { tone, title, detail, href } }: { readonly matter: Matter }) {
  return (
    <li>
      <Link href={href}>
        <span className="matter-mark" data-tone={tone}>
          <Icon name="alert" size={16} />
        </span>
        <span>
          <strong>{title}</strong>
          <small>{detail}</small>
        </span>
        <Icon name="right" size={16} />
      </Link>
    </li>
  );
}

/** The state of everything in one sentence, for the head of the page. */
export function verdict({ graph, ingest, lastRun }: HealthProps): {
  readonly tone: 'good' | 'warn' | 'bad' | 'idle';
  readonly text: string;
} {
  const matters = mattersOf(graph, ingest, lastRun);
  if (matters.some(({ tone }) => tone === 'bad'))
    return { tone: 'bad', text: 'Something failed. What was published before still serves.' };
  if (graph.nodes.every(({ status }) => status === 'never'))
    return { tone: 'idle', text: 'The first build fills every page.' };
  if (graph.nodes.some(({ status }) => status === 'stale' || status === 'never'))
    return { tone: 'warn', text: 'Everything that was built is sound; something newer has arrived.' };
  return {
    tone: 'good',
    text: `Everything is published, tested and up to date.${matters.length > 0 ? ' What waits for somebody is below.' : ''}`,
  };
}
