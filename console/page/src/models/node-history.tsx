import { Link } from 'wouter';
import type { NodeRun } from '../../../api';
import { formatDuration, formatNumber, spoken, withMoments } from '../ui/format';
import { Empty } from '../ui/states';
import { STEP_STATUS } from '../ui/status';
import { Badge } from '../ui/surface';
import { Table, type Column } from '../ui/table';
import { Ago } from '../ui/time';

const columns: readonly Column<NodeRun>[] = [
  {
    id: 'startedAt',
    header: 'Run',
    value: (run) => run.startedAt,
    cell: (run) => (
      <Link href={`/runs/${encodeURIComponent(run.runId)}`}>
        <Ago at={run.startedAt} none={run.runId} />
      </Link>
    ),
  },
  {
    id: 'status',
    header: 'How it ended',
    value: (run) => run.status,
    cell: (run) => <Badge tone={STEP_STATUS[run.status].tone}>{STEP_STATUS[run.status].word}</Badge>,
  },
  { id: 'ms', header: 'Took', value: (run) => run.ms, cell: (run) => formatDuration(run.ms), align: 'end' },
  {
    id: 'rows',
    header: 'Rows',
    value: (run) => run.rows,
    cell: (run) => formatNumber(run.rows),
    align: 'end',
  },
  { id: 'message', header: 'Why', value: (run) => withMoments(spoken(run.message)), wrap: true },
];

export function NodeHistory({ history }: { readonly history: readonly NodeRun[] }) {
  return (
    <Table
      label="Runs in which it took part"
      columns={columns}
      rows={history}
      rowKey={(run) => run.runId}
      empty={<Empty title="No run has built this yet" />}
    />
  );
}
