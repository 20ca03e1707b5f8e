import { useEffect, useRef } from 'react';
import type { NodeDetails, NodeTest } from '../../../api';
import { Dot } from '../ui/surface';
import { Empty } from '../ui/states';
import { TEST_STATUS } from '../ui/status';

interface NodeColumnsProps {
  readonly node: NodeDetails;
  readonly chosen: string | undefined;
  readonly choose: (column: string) => void;
}

const upper = (name: string): string => name.toUpperCase();

/** Columns with their tests; a click follows the column's own lineage. */
export function NodeColumns({ node, chosen, choose }: NodeColumnsProps) {
  const list = useRef<HTMLUListElement>(null);
  // Who comes by an address or a search has not seen the column yet. The panel alone is scrolled, not the page.
  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('[data-chosen]');
    const panel = item?.closest('.panel');
    if (item && panel) panel.scrollTop = item.offsetTop - panel.clientHeight / 2;
  }, []);
  if (node.columnList.length === 0)
    return (
      <Empty title="No columns are known yet">
        They are declared in YAML or read once the table is built.
      </Empty>
    );
  const tests = new Map(node.testList.map((test) => [test.id, test]));
  return (
    <ul className="columns" ref={list}>
      {node.columnList.map((column) => (
        <li key={column.name} data-chosen={chosen === upper(column.name) ? '' : undefined}>
          <button
            type="button"
            title="Follow this column"
            aria-pressed={chosen === upper(column.name)}
            onClick={() => {
              choose(upper(column.name));
            }}
          >
            <code>{column.name.toLowerCase()}</code>
            <small>{column.type?.toLowerCase()}</small>
          </button>
          {column.description === '' ? null : <p>{column.description}</p>}
          {column.tests.length === 0 ? null : (
            <p className="column-tests">
              {column.tests.map((id) => (
                <ColumnTest key={id} test={tests.get(id)} />
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function ColumnTest({ test }: { readonly test: NodeTest | undefined }) {
  if (test === undefined) return null;
  const { word, tone } = TEST_STATUS[test.last?.status ?? 'never'];
  return (
    <span className="column-test">
      <Dot tone={tone} label={word} />
      {test.kind.replaceAll('_', ' ')}
    </span>
  );
}
