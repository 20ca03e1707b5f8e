import { Link } from 'wouter';
import { paths, type RunDetails, type RunNode, type RunTest } from '../../../api';
import { useLive } from '../api/live';
import { useRead } from '../api/read';
import {
  formatDuration,
  formatMoment,
  formatNumber,
  NOTHING,
  plural,
  spoken,
  withMoments,
} from '../ui/format';
import { Empty, Loaded, Loading } from '../ui/states';
import { RUN_STATUS, STEP_STATUS, TEST_STATUS } from '../ui/status';
import { Badge, Card, Page, Stat } from '../ui/surface';
import { Table, type Column } from '../ui/table';
import { Counts } from './counts';
import { Failures } from './failures';
import { Gantt } from './gantt';
import { durationOf, total } from './run-facts';
import './runs.css';
import { useNow } from './use-now';

export function Run({ id }: { readonly id: string }) {
  // The live updates lay a running run's details under the same key.
  useLive();
  const query = useRead<RunDetails>(paths.run(id));
  const now = useNow(query.data?.status === 'running');
  return (
    <Loaded query={query} loading={<Loading lines={10} />}>
      {(run) => <RunPage run={run} now={now} />}
    </Loaded>
  );
}

function RunPage({ run, now }: { readonly run: RunDetails; readonly now: number }) {
  const { word, tone } = RUN_STATUS[run.status];
  const skipped = run.nodes.filter(({ status }) => status === 'skipped');
  return (
    <Page
      title={
        <>
          Run of {formatMoment(run.startedAt)} <Badge tone={tone}>{word}</Badge>
        </>
      }
      crumbs={<Link href="/runs">Runs</Link>}
      lead={<code>{run.command}</code>}
    >
      {run.status === 'running' ? <Progress run={run} /> : null}
      <div className="grid" data-columns="4">
        <Stat
          label={run.status === 'running' ? 'So far' : 'Took'}
          value={formatDuration(durationOf(run, now))}
          note={run.runId}
        />
        <Stat
          label="Models"
          value={formatNumber(total(run.models))}
          note={<Counts counts={run.models} look={STEP_STATUS} />}
        />
        <Stat
          label="Tests"
          value={formatNumber(total(run.tests))}
          note={<Counts counts={run.tests} look={TEST_STATUS} />}
        />
        <Stat
          label="Rows published"
          value={formatNumber(run.nodes.reduce((sum, node) => sum + (node.rows ?? 0), 0))}
          note="in tables that this run built"
        />
      </div>
      {run.failures.length === 0 ? null : (
        <Card title={`What went wrong: ${formatNumber(run.failures.length)}`}>
          <Failures run={run} />
        </Card>
      )}
      <Card title="Over time">
        <Gantt run={run} now={now} />
      </Card>
      {skipped.length === 0 ? null : (
        <Card title={`Skipped: ${formatNumber(skipped.length)}`} flush>
          <Table
            label="Models that were skipped"
            columns={NODE_COLUMNS}
            rows={skipped}
            rowKey={(node) => node.id}
          />
        </Card>
      )}
      <Card title="Models" note="Why each was built or left as it is." flush>
        <Table
          label="Models of the run"
          columns={NODE_COLUMNS}
          rows={run.nodes}
          rowKey={(node) => node.id}
          maxHeight={420}
          empty={<Empty title="No model took part" />}
        />
      </Card>
      <Card title="Tests" flush>
        <Table
          label="Tests of the run"
          columns={run.testResults.some(({ message }) => message !== '') ? TEST_COLUMNS : SILENT_TESTS}
          rows={run.testResults}
          rowKey={(test) => test.id}
          maxHeight={420}
          empty={<Empty title="No test was run" />}
        />
      </Card>
    </Page>
  );
}

function Progress({ run }: { readonly run: RunDetails }) {
  const left = (run.models['waiting'] ?? 0) + (run.models['running'] ?? 0);
  const all = Math.max(1, total(run.models));
  const done = all - left;
  return (
    <div role="status" className="stack">
      <div className="progress">
        <i style={{ width: `${(done / all) * 100}%` }} />
      </div>
      <span className="muted">
        {formatNumber(done)} of {plural(all, 'model')}
      </span>
    </div>
  );
}

const NODE_COLUMNS: readonly Column<RunNode>[] = [
  {
    id: 'name',
    header: 'Model',
    value: (node) => node.name,
    cell: (node) => <Link href={`/models/${encodeURIComponent(node.id)}`}>{node.name}</Link>,
  },
  {
    id: 'status',
    header: 'How it ended',
    value: (node) => node.status,
    cell: (node) => <Badge tone={STEP_STATUS[node.status].tone}>{STEP_STATUS[node.status].word}</Badge>,
  },
  {
    id: 'ms',
    header: 'Statement time',
    value: (node) => node.ms,
    cell: (node) => (node.startedAt === undefined ? NOTHING : formatDuration(node.ms)),
    align: 'end',
  },
  {
    id: 'rows',
    header: 'Rows',
    value: (node) => node.rows,
    cell: (node) => formatNumber(node.rows),
    align: 'end',
  },
  { id: 'message', header: 'Why', value: (node) => withMoments(spoken(node.message)), wrap: true },
];

const TEST_COLUMNS: readonly Column<RunTest>[] = [
  {
    id: 'name',
    header: 'Test',
    value: (test) => test.name,
    cell: (test) => {
      const node = test.nodes.at(-1);
      if (node === undefined) return test.name;
      const href = `/models/${encodeURIComponent(node)}?test=${encodeURIComponent(test.id)}`;
      return (
        <Link href={href} title={test.name}>
          {test.name.length > 64 ? `${test.name.slice(0, 63)}…` : test.name}
        </Link>
      );
    },
  },
  {
    id: 'status',
    header: 'How it ended',
    value: (test) => Object.keys(TEST_STATUS).indexOf(test.status),
    cell: (test) => <Badge tone={TEST_STATUS[test.status].tone}>{TEST_STATUS[test.status].word}</Badge>,
  },
  {
    id: 'failures',
    header: 'Rows found',
    value: (test) => test.failures,
    cell: (test) => formatNumber(test.failures),
    align: 'end',
  },
  {
    id: 'ms',
    header: 'Took',
    value: (test) => test.ms,
    cell: (test) => (test.startedAt === undefined ? NOTHING : formatDuration(test.ms)),
    align: 'end',
  },
  { id: 'message', header: 'Message', value: (test) => spoken(test.message), wrap: true },
];

/** Where none has anything to say. */
const SILENT_TESTS = TEST_COLUMNS.filter(({ id }) => id !== 'message');
