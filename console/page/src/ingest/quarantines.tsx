import { Link } from 'wouter';
import { paths, type Quarantine, type QuarantinedRows, type Rows } from '../../../api';
import { useRead } from '../api/read';
import { formatNumber, plural } from '../ui/format';
import { RowsTable } from '../ui/rows-table';
import { Empty, Loaded, Loading } from '../ui/states';
import { Badge } from '../ui/surface';
import { Reason } from './reason';

/** Rows that silver set aside, by reason: those first of which no good copy has come. */
export function Quarantines({ quarantines }: { readonly quarantines: readonly Quarantine[] }) {
  if (quarantines.length === 0) {
    return (
      <Empty title="No row is in quarantine" icon="quality">
        A row that breaks a rule that gold relies on is set aside here, with its reason.
      </Empty>
    );
  }
  const sorted = [...quarantines].sort(
    (one, other) => other.unresolved - one.unresolved || other.rows - one.rows,
  );
  return (
    <ul className="reasons">
      {sorted.map((one) => (
        <Reason
          key={`${one.node} ${one.reason}`}
          reason={one.reason}
          of={one.model}
          count={<Count quarantine={one} />}
        >
          {() => <Sample quarantine={one} />}
        </Reason>
      ))}
    </ul>
  );
}

function Count({ quarantine: { rows, unresolved } }: { readonly quarantine: Quarantine }) {
  return (
    <>
      {plural(rows, 'row')}
      {unresolved > 0 ? (
        <Badge tone="warn">{formatNumber(unresolved)} unresolved</Badge>
      ) : (
        <Badge tone="good">all resolved</Badge>
      )}
    </>
  );
}

function Sample({ quarantine: { node, model, reason } }: { readonly quarantine: Quarantine }) {
  const rows = useRead<QuarantinedRows>(paths.quarantine(node, reason));
  return (
    <div className="reason-body">
      <Loaded query={rows} loading={<Loading lines={3} />}>
        {(answer) => <RowsTable rows={telling(answer)} label={`Rows of ${model}: ${reason}`} />}
      </Loaded>
      <p className="reason-foot">
        <Link href={`/models/${encodeURIComponent(node)}`}>{model}</Link>
      </p>
    </div>
  );
}

/** Without the reason, which stands above them, and without columns that say nothing of any row. */
function telling({ columns, rows, more }: Rows): Rows {
  const kept = columns.flatMap(({ name }, index) =>
    name !== 'reason' && rows.some((row) => row[index] !== null && row[index] !== undefined) ? [index] : [],
  );
  // Where it came from stands after what it says.
  const isTechnical = (index: number): number => (columns[index]?.name.startsWith('_') ? 1 : 0);
  const order = kept.sort((one, other) => isTechnical(one) - isTechnical(other) || one - other);
  return {
    columns: order.flatMap((index) => columns[index] ?? []),
    rows: rows.map((row) => order.map((index) => row[index] ?? null)),
    more,
  };
}
