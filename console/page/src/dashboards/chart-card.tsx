import { useState, type ReactNode } from 'react';
import { Icon } from '../ui/icons';
import { Empty } from '../ui/states';
import { Table, type Column } from '../ui/table';

/** One mark of a chart as a row of its table: names first, then numbers as they are read. */
export interface ChartRow {
  readonly names: readonly string[];
  readonly values: readonly { readonly text: string; readonly sort: number | undefined }[];
}

export interface ChartTable {
  /** Of the names and of the values. */
  readonly heads: readonly [names: readonly string[], values: readonly string[]];
  readonly rows: readonly ChartRow[];
}

interface ChartCardProps {
  readonly title: string;
  readonly legend?: ReactNode;
  readonly table: ChartTable;
  readonly wide: boolean;
  /** Where there is no chart but the table alone. */
  readonly children?: ReactNode;
}

/** A chart, and the same as a table for who would rather read it, or cannot see it. */
export function ChartCard({ title, legend, table, wide, children }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const isEmpty = table.rows.length === 0;
  return (
    <section className="card chart-card" data-wide={wide ? '' : undefined} aria-label={title}>
      <header className="card-head">
        <h3>{title}</h3>
        {children === undefined || isEmpty ? null : (
          <div className="card-actions">
            <button
              type="button"
              className="button quiet"
              aria-pressed={asTable}
              onClick={() => {
                setAsTable(!asTable);
              }}
            >
              <Icon name="list" size={15} />
              <span className="visually-hidden">{title} as a </span>Table
            </button>
          </div>
        )}
      </header>
      {isEmpty ? (
        <Empty title="Nothing in this selection" icon="chart">
          No rows are left by the range and the filters.
        </Empty>
      ) : asTable || children === undefined ? (
        <div className="card-body" data-flush="">
          <Table
            label={`${title}: table`}
            columns={columnsOf(table)}
            rows={table.rows}
            rowKey={(row) => row.names.join('\u0000')}
            maxHeight={400}
          />
        </div>
      ) : (
        <div className="card-body">
          {legend}
          {children}
        </div>
      )}
    </section>
  );
}

function columnsOf({ heads: [names, values] }: ChartTable): readonly Column<ChartRow>[] {
  return [
    ...names.map((header, at): Column<ChartRow> => ({
      id: `name ${at}`,
      header,
      value: (row) => row.names[at],
    })),
    ...values.map((header, at): Column<ChartRow> => ({
      id: `value ${at}`,
      header,
      align: 'end',
      value: (row) => row.values[at]?.sort,
      cell: (row) => row.values[at]?.text,
    })),
  ];
}
