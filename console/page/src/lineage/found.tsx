import type { GraphNode } from '../../../api';
import { Empty } from '../ui/states';

interface NodeButtonProps {
  readonly node: GraphNode;
  readonly select: (id: string) => void;
}

/** A node's name, which chooses it. */
export function NodeButton({ node, select }: NodeButtonProps) {
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        select(node.id);
      }}
    >
      {node.name}
    </button>
  );
}

/** What the search found, to be chosen without hunting for it in the picture. */
export function Found({
  nodes,
  select,
}: {
  readonly nodes: readonly GraphNode[];
  readonly select: (id: string) => void;
}) {
  if (nodes.length === 0)
    return (
      <div className="found">
        <Empty title="Nothing matches" icon="search">
          Names, descriptions and tags were searched.
        </Empty>
      </div>
    );
  return (
    <ul className="found" aria-label="Matches">
      {nodes.slice(0, 40).map((node) => (
        <li key={node.id}>
          <NodeButton node={node} select={select} />
        </li>
      ))}
    </ul>
  );
}
