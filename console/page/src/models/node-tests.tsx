import { useState } from 'react';
import { paths, type FailingRows, type NodeTest } from '../../../api';
import { useRead } from '../api/read';
import { formatNumber, plural } from '../ui/format';
import { RowsTable } from '../ui/rows-table';
import { SqlBlock } from '../ui/sql-block';
import { Empty, Loaded } from '../ui/states';
import { ownName, TEST_STATUS } from '../ui/status';
import { Badge } from '../ui/surface';
import { Ago } from '../ui/time';
import './node.css';

const ORDER: readonly string[] = ['fail', 'error', 'warn', 'running', 'waiting', 'skipped', 'never', 'pass'];

const place = ({ last }: NodeTest): number => ORDER.indexOf(last?.status ?? 'never');

/** Tests that stand before a node, what did not pass first; each opens to its rows and its statement. */
export function NodeTests({
  tests,
  of,
  open,
}: {
  readonly tests: readonly NodeTest[];
  /** Name of the node. */
  readonly of: string;
  readonly open?: string | undefined;
}) {
  if (tests.length === 0)
    return (
      <Empty title="No test stands before this">
        A test in the model’s YAML is run before it is published.
      </Empty>
    );
  return (
    <ul className="tests">
      {[...tests]
        .sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name))
        .map((test) => (
          <TestItem key={test.id} test={test} of={of} initiallyOpen={test.id === open} />
        ))}
    </ul>
  );
}

interface TestItemProps {
  readonly test: NodeTest;
  readonly of: string;
  readonly initiallyOpen: boolean;
}

function TestItem({ test, of, initiallyOpen }: TestItemProps) {
  const { word, tone } = TEST_STATUS[test.last?.status ?? 'never'];
  const found = test.last?.failures ?? 0;
  const bad = tone === 'bad' || tone === 'warn';
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <li>
      <details
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <Badge tone={tone}>{word}</Badge>
          <span className="test-name">
            <b>{test.kind.replaceAll('_', ' ')}</b>
            <code>{test.column?.toLowerCase() ?? ownName(test, of)}</code>
          </span>
          <span className="muted">
            {bad && found > 0 ? plural(found, 'row') : <Ago at={test.last?.at} none="" />}
          </span>
        </summary>
        {open ? (
          <div className="stack">
            {test.description === '' ? null : <p>{test.description}</p>}
            {found > 0 ? (
              <FailingRowsTable test={test.id} />
            ) : test.last === undefined || test.last.message === '' ? null : (
              <p>{test.last.message}</p>
            )}
            <SqlBlock sql={test.sql} label={`Statement of ${test.name}`} />
            <p className="muted">
              {test.name}, in <code>{test.path}</code>
              {test.severity === 'warn' ? '; warns only' : ''}
            </p>
          </div>
        ) : null}
      </details>
    </li>
  );
}

/** The rows that a test kept when it failed. */
export function FailingRowsTable({ test, run }: { readonly test: string; readonly run?: string }) {
  const query = useRead<FailingRows>(paths.failingRows(test, run));
  return (
    <Loaded query={query}>
      {(rows) => (
        <div className="kept">
          <p className="muted">
            {rows.failures === undefined ? '' : `${plural(rows.failures, 'row')} found, `}
            {formatNumber(rows.rows.length)} kept <Ago at={rows.foundAt} none="" />
          </p>
          <RowsTable
            rows={rows}
            label="Rows that the test found"
            empty={<Empty title="No rows were kept" />}
          />
        </div>
      )}
    </Loaded>
  );
}
