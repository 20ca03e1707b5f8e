import { useMemo, type ReactNode } from 'react';
import type { Cell, Rows } from '../../../api';
import { formatExact, plural } from './format';
import { Table, type Column } from './table';

type Row = readonly Cell[];

const NUMERIC = /^(NUMBER|DECIMAL|NUMERIC|INT|INTEGER|BIGINT|FLOAT|DOUBLE|REAL)/i;

/** Rows as the warehouse gave them, under its own column names. */
export function RowsTable({
  rows,
  label,
  empty,
}: {
  readonly rows: Rows;
  readonly label: string;
  readonly empty?: ReactNode;
}) {
  const columns = useMemo(
    () =>
      rows.columns.map(({ name, kind }, index): Column<Row> => ({
        id: `${index}`,
        header: name.toLowerCase(),
        value: (row) => row[index],
        ...(NUMERIC.test(kind) ? { align: 'end' as const } : {}),
        cell: (row) => (
          <CellText cell={row[index] ?? null} grouped={!/(_id|_key|year|number)$/i.test(name)} />
        ),
      })),
    [rows.columns],
  );
  return (
    <>
      <Table
        label={label}
        columns={columns}
        rows={rows.rows}
        rowKey={(_, index) => `${index}`}
        empty={empty}
      />
      {rows.more ? (
        <p className="muted table-foot">The first {plural(rows.rows.length, 'row')}; there are more.</p>
      ) : null}
    </>
  );
}

/** Numbers are grouped, but not keys and years, which are names. */
function CellText({ cell, grouped }: { readonly cell: Cell; readonly grouped: boolean }) {
  if (cell === null) return <span className="null">null</span>;
  if (typeof cell === 'number') return grouped ? formatExact(cell) : String(cell);
  const text = String(cell);
  return text.length > 90 ? <span title={text}>{text.slice(0, 90)}…</span> : text;
}
