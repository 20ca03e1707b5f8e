import {
  Background,
  Controls,
  ReactFlow,
  useReactFlow,
  useStore,
  useStoreApi,
  type Node,
  type ReactFlowState,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, type KeyboardEvent } from 'react';
import {
  AssetCard,
  CellGround,
  GroupCard,
  LaneGround,
  TableCard,
  type CardActions,
  type CardData,
} from './cards';
import { Lines } from './lines';
import type { Box, Scene } from './scene';
import { step, type Direction } from './step';
import { viewOf } from './view';

// The graph view styles types of its own named `group` and `default`, hence the prefix.
const nodeTypes = {
  'box-asset': AssetCard,
  'box-group': GroupCard,
  'box-cell': CellGround,
  'box-lane': LaneGround,
  'box-table': TableCard,
};

const GROUND: ReadonlySet<Box['kind']> = new Set(['lane', 'cell']);

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'before',
  ArrowRight: 'after',
  ArrowUp: 'above',
  ArrowDown: 'below',
};

interface CanvasProps {
  readonly scene: Scene;
  /** Changes when another picture is shown, which is then brought into view as a whole. */
  readonly sceneKey: string;
  readonly chosen: string | undefined;
  /** The chosen box and those above and below it. */
  readonly kin: ReadonlySet<string> | undefined;
  readonly actions: CardActions;
}

/** Text is too small to be read from here on: leaving it out keeps a thousand cards quick. */
const isFar = (state: ReactFlowState): boolean => state.transform[2] < 0.35;

export function Canvas({ scene, sceneKey, chosen, kin, actions }: CanvasProps) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const far = useStore(isFar);
  const sized = useStore((state) => state.width > 0);

  const nodes = useMemo(
    () =>
      scene.boxes.map((box): Node<CardData<Box>> => {
        const { id, x, y, width, height } = box;
        return {
          id,
          type: `box-${box.kind}`,
          position: { x, y },
          width,
          height,
          measured: { width, height },
          zIndex: box.kind === 'lane' ? -2 : box.kind === 'cell' ? -1 : 1,
          data: { box, actions, mark: markOf(id, chosen, GROUND.has(box.kind) ? undefined : kin) },
        };
      }),
    [scene, chosen, kin, actions],
  );

  useEffect(() => {
    if (!sized) return;
    void flow.setViewport(viewOf(scene.boxes, store.getState(), chosen));
    // Only another picture is brought into view: who has moved this one keeps the place.
  }, [flow, sized, sceneKey]);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEYS[event.key];
    if (direction === undefined) return;
    const next = step(scene, chosen, direction);
    if (next === undefined) return;
    event.preventDefault();
    if (next.kind === 'group') actions.toggle(next.id);
    else actions.select(next.id);
    void flow.setCenter(next.x + next.width / 2, next.y + next.height / 2, {
      zoom: flow.getZoom(),
      duration: 160,
    });
  };

  return (
    <div className="canvas" data-far={far ? '' : undefined}>
      <ReactFlow
        // The keys are a way beside the list and the search, which reach every node as well.
        aria-label="Graph. Arrow keys move along the lineage; the list beside it holds the same."
        tabIndex={0}
        onKeyDown={onKeyDown}
        nodes={nodes}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        minZoom={0.05}
        maxZoom={1.6}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
      >
        <Lines lines={scene.lines} kin={kin} />
        <Background gap={24} size={1} />
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </div>
  );
}

function markOf(
  id: string,
  chosen: string | undefined,
  kin: ReadonlySet<string> | undefined,
): CardData<Box>['mark'] {
  if (id === chosen) return 'chosen';
  if (kin === undefined) return 'plain';
  return kin.has(id) ? 'kin' : 'far';
}
