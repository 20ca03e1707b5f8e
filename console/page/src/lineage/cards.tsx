import type { NodeProps, Node } from '@xyflow/react';
import type { GraphNode, NodeStatus } from '../../../api';
import { formatCompact, formatNumber, plural } from '../ui/format';
import { domainName, LAYER_NAME } from '../ui/layers';
import { NODE_STATUS, NODE_STATUSES } from '../ui/status';
import { setAside } from './assets';
import { PER_ROW } from './lanes';
import type { AssetBox, CellBox, GroupBox, LaneBox, TableBox } from './scene';

export interface CardActions {
  readonly select: (id: string) => void;
  readonly toggle: (group: string) => void;
  readonly column: (node: string, column: string) => void;
}

/** What a card of the canvas gets: its box, and how it stands to what is selected. */
export interface CardData<Box> extends Record<string, unknown> {
  readonly box: Box;
  readonly mark: 'chosen' | 'kin' | 'far' | 'plain';
  readonly actions: CardActions;
}

type Card<Box> = NodeProps<Node<CardData<Box>>>;

/** Names carry their domain as a prefix; in a lane of that domain it says nothing. */
const shortName = ({ name, domain }: GraphNode): string =>
  [`${domain}__`, `${domain}.`].reduce(
    (rest, prefix) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : rest),
    name,
  );

const stop = { tabIndex: -1 } as const;

export function AssetCard({ data: { box, mark, actions } }: Card<AssetBox>) {
  const { node, hidden } = box;
  const { word, tone } = NODE_STATUS[node.status];
  const failing = node.tests.fail + node.tests.error;
  return (
    <button
      type="button"
      {...stop}
      className="asset"
      data-layer={node.layer}
      data-tone={tone}
      data-mark={mark}
      title={node.reason === undefined ? `${node.name}: ${word}` : `${node.name}: ${word}, ${node.reason}`}
      onClick={() => {
        actions.select(node.id);
      }}
    >
      <span className="asset-name">
        <span className="dot" data-tone={tone} />
        {shortName(node)}
      </span>
      <span className="asset-note">
        {failing > 0 ? (
          <b data-tone="bad">{plural(failing, 'failed test')}</b>
        ) : node.status === 'fresh' ? null : (
          word
        )}
        {node.rows === undefined ? null : <span>{formatCompact(node.rows)} rows</span>}
        {node.quarantined ? <b data-tone="warn">{formatCompact(node.quarantined)} set aside</b> : null}
      </span>
      {hidden !== undefined && hidden.before > 0 ? (
        <i className="more before" title={`Made of ${formatNumber(hidden.before)} more, not shown`}>
          +{hidden.before}
        </i>
      ) : null}
      {hidden !== undefined && hidden.after > 0 ? (
        <i className="more after" title={`Used by ${formatNumber(hidden.after)} more, not shown`}>
          +{hidden.after}
        </i>
      ) : null}
    </button>
  );
}

const SQUARES = PER_ROW * 8;

export function countStatuses(nodes: readonly GraphNode[]): readonly (readonly [NodeStatus, number])[] {
  return NODE_STATUSES.flatMap((status) => {
    const count = nodes.filter((node) => node.status === status).length;
    return count === 0 ? [] : [[status, count] as const];
  });
}

export function GroupCard({ data: { box, mark, actions } }: Card<GroupBox>) {
  const { nodes, layer } = box;
  const rows = nodes.reduce((sum, node) => sum + (node.rows ?? 0), 0);
  const aside = setAside(nodes);
  const order = new Map(NODE_STATUSES.map((status, at) => [status, at]));
  const squares = [...nodes]
    .sort((a, b) => (order.get(a.status) ?? 0) - (order.get(b.status) ?? 0))
    .slice(0, SQUARES);
  const unwell = countStatuses(nodes).filter(([status]) => status !== 'fresh');
  return (
    <button
      type="button"
      {...stop}
      className="group"
      data-layer={layer}
      data-mark={mark}
      onClick={() => {
        actions.toggle(box.id);
      }}
    >
      <span className="group-head">
        <strong>
          <span className="visually-hidden">Open {domainName(box.domain)}, </span>
          {LAYER_NAME[layer]}
        </strong>
        <span>{plural(nodes.length, layer === 'bronze' ? 'source' : 'model')}</span>
      </span>
      <svg width="236" height={Math.ceil(squares.length / PER_ROW) * 12} aria-hidden="true">
        {squares.map((node, at) => (
          <rect
            key={node.id}
            className="square"
            data-tone={NODE_STATUS[node.status].tone}
            x={(at % PER_ROW) * 12}
            y={Math.floor(at / PER_ROW) * 12}
            width="9"
            height="9"
            rx="2"
          >
            <title>{node.name}</title>
          </rect>
        ))}
      </svg>
      <span className="group-foot">
        <span>{formatCompact(rows)} rows</span>
        {unwell.map(([status, count]) => (
          <b key={status} data-tone={NODE_STATUS[status].tone}>
            {formatNumber(count)} {NODE_STATUS[status].word}
          </b>
        ))}
        {aside > 0 ? <b data-tone="warn">{formatCompact(aside)} set aside</b> : null}
      </span>
    </button>
  );
}

export function CellGround({ data: { box, actions } }: Card<CellBox>) {
  return (
    <div className="cell" data-layer={box.layer}>
      <button
        type="button"
        {...stop}
        onClick={() => {
          actions.toggle(box.group);
        }}
      >
        <strong>{LAYER_NAME[box.layer]}</strong> {formatNumber(box.count)} <span>close</span>
      </button>
    </div>
  );
}

export function LaneGround({ data: { box } }: Card<LaneBox>) {
  return (
    <div className="lane">
      <strong>{domainName(box.domain)}</strong>
    </div>
  );
}

export function TableCard({ data: { box, actions } }: Card<TableBox>) {
  return (
    <div className="table-card" data-layer={box.node.layer}>
      <button
        type="button"
        {...stop}
        className="table-card-head"
        onClick={() => {
          actions.select(box.node.id);
        }}
      >
        {shortName(box.node)}
        <small>{LAYER_NAME[box.node.layer]}</small>
      </button>
      {box.columns.map((column) => (
        <button
          key={column}
          type="button"
          {...stop}
          className="table-card-column"
          data-chosen={column === box.chosen ? '' : undefined}
          onClick={() => {
            actions.column(box.node.id, column);
          }}
        >
          {column.toLowerCase()}
        </button>
      ))}
    </div>
  );
}
