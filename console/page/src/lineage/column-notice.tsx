import type { ColumnLineage } from '../../../api';
import type { useRead } from '../api/read';
import { Failed } from '../ui/states';
import type { Shown } from './address';

interface ColumnNoticeProps {
  readonly shown: Shown;
  readonly show: (change: Partial<Shown>) => void;
  readonly query: ReturnType<typeof useRead<ColumnLineage>>;
  readonly conditions: boolean;
  readonly setConditions: (conditions: boolean) => void;
}

/** Says whose lineage is drawn, and lets one choose how much of it. */
export function ColumnNotice({ shown, show, query, conditions, setConditions }: ColumnNoticeProps) {
  if (query.isError) return <Failed error={query.error} />;
  return (
    <p className="notice" data-tone="busy" role="status">
      <span>
        Lineage of column <code>{shown.column?.toLowerCase()}</code>.{' '}
        {query.data === undefined
          ? 'Reading the SQL of every model …'
          : 'Its values, from the files to where they are used.'}
        {query.data?.unknown.map(({ node, column, reason }) => ` ${node} ${column}: ${reason}.`).join('')}
      </span>
      <label className="depth">
        <input
          type="checkbox"
          checked={conditions}
          onChange={(event) => {
            setConditions(event.target.checked);
          }}
        />
        Also what filters and joins the rows (dashed)
      </label>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          show({ column: undefined });
        }}
      >
        Back to tables
      </button>
    </p>
  );
}
