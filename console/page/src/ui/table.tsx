import {
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactNode } from 'react';
import { Empty } from './states';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** What the column sorts by, and shows where there is no `cell`. */
  readonly value: (row: Row) => string | number | boolean | null | undefined;
  readonly cell?: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  readonly align?: 'end';
  /** Long text: takes several lines. Not in tables of more than `VIRTUAL_FROM` rows. */
  readonly wrap?: boolean;
}

interface TableProps<Row> {
  /** What the table holds, for who does not see it. */
  readonly label: string;
  /** Stable between renders. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly sort?: { readonly id: string; readonly desc: boolean };
  readonly selected?: (row: Row) => boolean;
  readonly empty?: ReactNode;
  readonly maxHeight?: number;
}

const ROW = 34;
/** From here on only the rows in sight are in the page. */
export const VIRTUAL_FROM = 120;

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
});

/** A table that sorts by its headings and stays quick with a hundred thousand rows. */
export function Table<Row extends object>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, sort, selected, empty, maxHeight } = props;
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        header: column.header,
        accessorFn: (row) => column.value(row) ?? undefined,
        sortFn: 'alphanumeric',
        sortUndefined: 'last',
      })),
    [columns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    ...(sort === undefined ? {} : { initialState: { sorting: [sort] } }),
  });
  const sorted = table.getRowModel().rows;

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = sorted.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: virtual,
  });
  const visible = virtual
    ? virtualizer.getVirtualItems()
    : sorted.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = virtual ? (visible[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0) : 0;

  if (rows.length === 0) return <>{empty ?? <Empty title="No rows" />}</>;
  return (
    <div
      className="table-scroll"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={label}
      style={maxHeight === undefined ? undefined : { maxHeight }}
    >
      <table className="table" aria-rowcount={virtual ? sorted.length + 1 : undefined}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map(({ id, column }) => {
                const order = column.getIsSorted();
                return (
                  <th
                    key={id}
                    scope="col"
                    data-align={byId.get(id)?.align}
                    aria-sort={order === false ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button type="button" onClick={column.getToggleSortingHandler()}>
                      {byId.get(id)?.header}
                      <i aria-hidden="true">{order === false ? '' : order === 'asc' ? '↑' : '↓'}</i>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 ? <Spacer height={above} columns={columns.length} /> : null}
          {visible.map(({ index }) => {
            const row = sorted[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={virtual ? index + 2 : undefined}
                data-selected={selected?.(row.original) ? '' : undefined}
              >
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align} data-wrap={column.wrap ? '' : undefined}>
                    {column.cell ? column.cell(row.original) : shown(column.value(row.original))}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? <Spacer height={below} columns={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function shown(value: string | number | boolean | null | undefined): ReactNode {
  if (value === null || value === undefined) return <span className="null">null</span>;
  return String(value);
}
