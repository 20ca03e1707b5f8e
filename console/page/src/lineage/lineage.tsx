import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { paths, type ColumnLineage, type Graph, type GraphNode, type NodeStatus } from '../../../api';
import { useRead } from '../api/read';
import { Empty, Loaded, Loading } from '../ui/states';
import { Page } from '../ui/surface';
import { useShown, type Shown } from './address';
import { AssetList } from './asset-list';
import { assetsOf, kinOf, type Assets } from './assets';
import { Canvas } from './canvas';
import type { CardActions } from './cards';
import { ColumnNotice } from './column-notice';
import { Found } from './found';
import { columnKin, kin, valuesOnly } from './kin';
import { groupOf, lanes } from './lanes';
import './lineage.css';
import { Panel } from './panel';
import type { Scene } from './scene';
import { Toolbar } from './toolbar';

/** Up to here every group is open from the start. */
const OPEN_UP_TO = 40;

export function Lineage() {
  const graph = useRead<Graph>(paths.graph);
  return (
    <Page title="Lineage" wide>
      <Loaded query={graph} loading={<Loading lines={12} label="Loading the graph" />}>
        {(data) =>
          data.nodes.length === 0 ? (
            <Empty title="The project has no models yet" icon="lineage">
              Add one below <code>sql/models</code>.
            </Empty>
          ) : (
            <Explorer graph={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

function matches(node: GraphNode, words: string, status: NodeStatus | undefined): boolean {
  if (status !== undefined && node.status !== status) return false;
  const text = `${node.name} ${node.description} ${node.tags.join(' ')}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Explorer({ graph }: { readonly graph: Graph }) {
  const [shown, show] = useShown();
  const [words, setWords] = useState('');
  const { status } = shown;
  const assets = useMemo(() => assetsOf(graph), [graph]);
  const found = useMemo(
    () =>
      words.trim() === '' && status === undefined
        ? undefined
        : graph.nodes.filter((node) => matches(node, words, status)),
    [graph, words, status],
  );
  const columns = useRead<ColumnLineage>(paths.columns(shown.node ?? '', shown.column ?? ''), {
    enabled: shown.node !== undefined && shown.column !== undefined,
  });
  const [conditions, setConditions] = useState(false);
  const traced = useMemo(
    () => (columns.data === undefined || conditions ? columns.data : valuesOnly(columns.data)),
    [columns.data, conditions],
  );
  const open = useOpen(assets, shown);
  const scene = useMemo(() => sceneOf(assets, shown, open, traced), [assets, shown, open, traced]);
  const lit = useMemo(() => litOf(assets, shown, scene, found), [assets, shown, scene, found]);

  const actions = useMemo(
    (): CardActions => ({
      select: (node) => {
        show({ node, column: undefined });
      },
      toggle: (group) => {
        show({ open: open.has(group) ? [...open].filter((one) => one !== group) : [...open, group] });
      },
      column: (node, column) => {
        show({ node, column });
      },
    }),
    [open, show],
  );

  return (
    <div className="lineage" data-panel={shown.node === undefined ? undefined : ''}>
      <Toolbar
        nodes={graph.nodes}
        shown={shown}
        show={show}
        words={words}
        setWords={setWords}
        found={found?.length ?? graph.nodes.length}
      />
      {shown.column === undefined ? null : (
        <ColumnNotice
          shown={shown}
          show={show}
          query={columns}
          conditions={conditions}
          setConditions={setConditions}
        />
      )}
      <div className="lineage-body">
        {shown.list ? (
          <AssetList nodes={found ?? graph.nodes} chosen={shown.node} select={actions.select} />
        ) : (
          <div className="stage">
            <ReactFlowProvider>
              <Canvas
                scene={scene}
                sceneKey={`${shown.focus === undefined ? 'all' : (shown.node ?? '')} ${shown.focus?.up} ${shown.focus?.down} ${shown.column} ${traced?.edges.length} ${[...open].join()}`}
                chosen={shown.node}
                kin={lit}
                actions={actions}
              />
            </ReactFlowProvider>
            {found === undefined ? null : <Found nodes={found} select={actions.select} />}
          </div>
        )}
        {shown.node === undefined ? null : (
          <Panel
            id={shown.node}
            column={shown.column}
            focused={shown.focus !== undefined}
            focus={() => {
              show({ focus: { up: 2, down: 2 } });
            }}
            chooseColumn={(column) => {
              show({ column: column === shown.column ? undefined : column, list: false });
            }}
            close={() => {
              show({ node: undefined, focus: undefined, column: undefined });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** Groups that are open: as the address says, and the one of the chosen node. */
function useOpen(assets: Assets, { open, node, focus }: Shown): ReadonlySet<string> {
  return useMemo(() => {
    const all = new Set(assets.nodes.map(groupOf));
    if (open === 'all' || (open === undefined && assets.nodes.length <= OPEN_UP_TO)) return all;
    const chosen =
      focus === undefined && node !== undefined ? assets.nodes[assets.index.get(node) ?? -1] : undefined;
    return new Set([...(open ?? []).filter((group) => all.has(group)), ...(chosen ? [groupOf(chosen)] : [])]);
  }, [assets, open, node, focus]);
}

function sceneOf(
  assets: Assets,
  shown: Shown,
  open: ReadonlySet<string>,
  columns: ColumnLineage | undefined,
): Scene {
  if (shown.column !== undefined && columns !== undefined) return columnKin(assets, columns);
  const at = shown.node === undefined ? undefined : assets.index.get(shown.node);
  if (at !== undefined && shown.focus !== undefined) return kin(assets, at, shown.focus.up, shown.focus.down);
  return lanes(assets, open);
}

/** What stands out: what was found, else the lineage of the chosen node. */
function litOf(
  assets: Assets,
  { node, focus, column }: Shown,
  scene: Scene,
  found: readonly GraphNode[] | undefined,
): ReadonlySet<string> | undefined {
  const withGroups = (nodes: readonly GraphNode[]) => {
    const ids = new Set(nodes.flatMap((one) => [one.id, groupOf(one)]));
    return new Set(scene.boxes.flatMap(({ id }) => (ids.has(id) ? [id] : [])));
  };
  if (found !== undefined) return withGroups(found);
  const at = node === undefined ? undefined : assets.index.get(node);
  if (at === undefined || column !== undefined) return undefined;
  if (focus !== undefined) return undefined;
  return withGroups([...kinOf(assets, at, Infinity, Infinity)].flatMap((one) => assets.nodes[one] ?? []));
}
