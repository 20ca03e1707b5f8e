import { Link } from 'wouter';
import { paths, type Page as Paged, type RunSummary } from '../../../api';
import { useLive } from '../api/live';
import { useAbout, useRead } from '../api/read';
import { formatDuration, formatMoment, formatNumber, plural } from '../ui/format';
import { Empty, Loaded, Loading } from '../ui/states';
import { RUN_STATUS, STEP_STATUS, TEST_STATUS } from '../ui/status';
import { Badge, Card, Page } from '../ui/surface';
import { Table, type Column } from '../ui/table';
import { Ago } from '../ui/time';
import { Counts } from './counts';
import { durationOf } from './run-facts';
import { RunStrip } from './run-strip';
import './runs.css';
import { MaterialiseButton } from './start-run';

const href = (run: RunSummary): string => `/runs/${encodeURIComponent(run.runId)}`;

const COLUMNS: readonly Column<RunSummary>[] = [
  {
    id: 'startedAt',
    header: 'Started',
    value: (run) => run.startedAt,
    cell: (run) => <Link href={href(run)}>{formatMoment(run.startedAt)}</Link>,
  },
  {
    id: 'status',
    header: 'Status',
    value: (run) => run.status,
    cell: (run) => <Badge tone={RUN_STATUS[run.status].tone}>{RUN_STATUS[run.status].word}</Badge>,
  },
  {
    id: 'command',
    header: 'Command',
    value: (run) => run.command,
    cell: (run) => <code>{run.command}</code>,
  },
  {
    id: 'took',
    header: 'Took',
    value: (run) => run.endedAt && durationOf(run, 0),
    cell: (run) => (run.endedAt === undefined ? '' : formatDuration(durationOf(run, 0))),
    align: 'end',
  },
  {
    id: 'models',
    header: 'Models',
    value: (run) => run.models['success'] ?? 0,
    cell: (run) => <Counts counts={run.models} look={STEP_STATUS} />,
  },
  {
    id: 'tests',
    header: 'Tests',
    value: (run) => run.tests['pass'] ?? 0,
    cell: (run) => <Counts counts={run.tests} look={TEST_STATUS} />,
  },
];

export function Runs() {
  useLive();
  const about = useAbout();
  const query = useRead<Paged<RunSummary>>(paths.runs({ limit: 200 }));
  return (
    <Page
      title="Runs"
      lead="What was built and tested, when, and how it ended."
      actions={about.data === undefined ? undefined : <MaterialiseButton about={about.data} />}
    >
      <Loaded query={query} loading={<Loading lines={10} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title="Nothing has been built yet" icon="runs">
              <code>lakehouse build</code> makes the first run.
            </Empty>
          ) : (
            <>
              {items.length < 2 ? null : (
                <Card
                  title="Lately"
                  note={
                    <>
                      {plural(total, 'run')}, the last <Ago at={items[0]?.startedAt} />; the longer a run
                      took, the higher its bar
                    </>
                  }
                >
                  <RunStrip runs={items.slice(0, 48)} />
                </Card>
              )}
              <Card title="History" flush>
                <Table
                  label="Runs"
                  columns={COLUMNS}
                  rows={items}
                  rowKey={(run) => run.runId}
                  maxHeight={640}
                />
                {total > items.length ? (
                  <p className="muted table-foot">
                    The last {formatNumber(items.length)} of {formatNumber(total)}.
                  </p>
                ) : null}
              </Card>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
