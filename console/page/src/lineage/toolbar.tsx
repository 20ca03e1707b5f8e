import type { GraphNode } from '../../../api';
import { formatNumber, plural } from '../ui/format';
import { Icon } from '../ui/icons';
import { NODE_STATUS } from '../ui/status';
import { Segments } from '../ui/tabs';
import type { Shown } from './address';
import { countStatuses } from './cards';

interface ToolbarProps {
  readonly nodes: readonly GraphNode[];
  readonly shown: Shown;
  readonly show: (change: Partial<Shown>) => void;
  readonly words: string;
  readonly setWords: (words: string) => void;
  readonly found: number;
}

export function Toolbar(props: ToolbarProps) {
  const { nodes, shown, show, words, setWords, found } = props;
  const { status } = shown;
  return (
    <div className="toolbar">
      <label className="search">
        <Icon name="search" size={16} />
        <span className="visually-hidden">Find by name or description</span>
        <input
          className="input"
          type="search"
          placeholder="Find in the graph"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
      </label>
      {words === '' && status === undefined ? null : (
        <span className="muted" role="status">
          {plural(found, 'match', 'matches')}
        </span>
      )}
      <div className="row">
        {countStatuses(nodes).map(([one, count]) => (
          <button
            key={one}
            type="button"
            className="button quiet status-filter"
            aria-pressed={status === one}
            onClick={() => {
              show({ status: status === one ? undefined : one });
            }}
          >
            <span className="dot" data-tone={NODE_STATUS[one].tone} />
            {formatNumber(count)} {NODE_STATUS[one].word}
          </button>
        ))}
      </div>
      <div className="row toolbar-end">
        {shown.focus !== undefined ? (
          <Depths focus={shown.focus} show={show} />
        ) : shown.list ? null : (
          <Groups show={show} />
        )}
        <Segments
          label="View"
          options={[
            ['graph', 'Graph'],
            ['list', 'List'],
          ]}
          current={shown.list ? 'list' : 'graph'}
          choose={(view) => {
            show({ list: view === 'list' });
          }}
        />
      </div>
    </div>
  );
}

function Groups({ show }: { readonly show: ToolbarProps['show'] }) {
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          show({ open: 'all' });
        }}
      >
        Open all
      </button>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          show({ open: [] });
        }}
      >
        Close all
      </button>
    </>
  );
}

const DEPTHS = [0, 1, 2, 3, 5, Infinity] as const;

function Depths({
  focus,
  show,
}: {
  readonly focus: { up: number; down: number };
  readonly show: ToolbarProps['show'];
}) {
  const choice = (side: 'up' | 'down', label: string) => (
    <label className="depth">
      {label}
      <select
        className="select"
        value={String(focus[side])}
        onChange={(event) => {
          show({ focus: { ...focus, [side]: Number(event.target.value) }, column: undefined });
        }}
      >
        {DEPTHS.map((depth) => (
          <option key={depth} value={String(depth)}>
            {Number.isFinite(depth) ? depth : 'all'}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      {choice('up', 'Ancestors')}
      {choice('down', 'Descendants')}
      <button
        type="button"
        className="button"
        onClick={() => {
          show({ focus: undefined, column: undefined });
        }}
      >
        Whole project
      </button>
    </>
  );
}
