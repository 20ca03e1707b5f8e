import type { Graph, GraphNode, Ingest, NodeStatus, RunSummary } from '../../../api';
import { formatNumber, plural, spoken } from '../ui/format';
import { domainName, inOrder } from '../ui/layers';
import { NODE_STATUS } from '../ui/status';
import type { Tone } from '../ui/surface';

/** Something that a person should look at, and where. */
export interface Matter {
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string;
  readonly href: string;
}

const model = (id: string): string => `/models/${encodeURIComponent(id)}`;
const failing = ({ tests }: GraphNode): number => tests.fail + tests.error;
const names = (nodes: readonly GraphNode[]): string =>
  nodes.length <= 3
    ? nodes.map(({ name }) => name).join(', ')
    : `${nodes
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')} and ${formatNumber(nodes.length - 3)} more`;

/** What needs attention, the worst first. Empty where all is well. */
export function mattersOf(graph: Graph, ingest: Ingest, lastRun: RunSummary | undefined): readonly Matter[] {
  return [...ofRun(lastRun), ...ofNodes(graph.nodes), ...ofIngest(ingest)];
}

function ofRun(run: RunSummary | undefined): Matter[] {
  if (run === undefined || run.status === 'success' || run.status === 'running') return [];
  const models = run.models['error'] ?? 0;
  const tests = (run.tests['fail'] ?? 0) + (run.tests['error'] ?? 0);
  // A test that fails holds back its model: the two are told apart, since their sum would count one trouble twice.
  const failed = [
    ...(models > 0 ? [plural(models, 'model')] : []),
    ...(tests > 0 ? [plural(tests, 'test')] : []),
  ].join(' and ');
  const words = {
    error: 'failed',
    stopped: 'was stopped',
    interrupted: 'was interrupted',
    abandoned: 'was given up',
  };
  return [
    {
      tone: run.status === 'error' ? 'bad' : 'warn',
      title: `The last run ${words[run.status]}`,
      detail: failed === '' ? run.command : `${failed} failed: ${run.command}`,
      href: `/runs/${encodeURIComponent(run.runId)}`,
    },
  ];
}

function ofNodes(nodes: readonly GraphNode[]): Matter[] {
  const broken = nodes.filter((node) => node.status === 'failed' || failing(node) > 0);
  const skipped = nodes.filter(({ status }) => status === 'skipped');
  const stale = nodes.filter(({ status }) => status === 'stale');
  const never = nodes.filter(({ status }) => status === 'never');
  return [
    ...broken.slice(0, 5).map((node): Matter => ({
      tone: 'bad',
      title:
        failing(node) > 0 ? `${plural(failing(node), 'test')} of ${node.name} failed` : `${node.name} failed`,
      detail: node.reason === undefined ? 'What was published before still serves.' : spoken(node.reason),
      href: model(node.id),
    })),
    ...(broken.length > 5
      ? [
          {
            tone: 'bad' as const,
            title: `${plural(broken.length - 5, 'more model')} failed`,
            detail: names(broken.slice(5)),
            href: listOf('failed'),
          },
        ]
      : []),
    ...some(
      skipped,
      'skipped',
      `${plural(skipped.length, 'model was', 'models were')} skipped below a failed one`,
    ),
    ...some(
      stale,
      'stale',
      `${plural(stale.length, 'source or model is', 'sources and models are')} behind what has arrived`,
    ),
    // Where nothing is built at all, the page says so at its head.
    ...some(
      never.length === nodes.length ? [] : never,
      'never',
      `${plural(never.length, 'source or model', 'sources and models')} never built`,
    ),
  ];
}

const listOf = (status: NodeStatus): string => `/lineage?view=list&status=${status}`;

const some = (nodes: readonly GraphNode[], status: NodeStatus, title: string): Matter[] =>
  nodes.length === 0
    ? []
    : [{ tone: NODE_STATUS[status].tone, title, detail: names(nodes), href: listOf(status) }];

function ofIngest({ pipes, rejections, quarantines }: Ingest): Matter[] {
  const sum = <Row>(rows: readonly Row[], count: (row: Row) => number) =>
    rows.reduce((all, row) => all + count(row), 0);
  const pending = sum(pipes, (pipe) => pipe.pending);
  const rejected = sum(rejections, ({ rows }) => rows);
  const files = sum(
    rejections.filter(({ rows }) => rows === 0),
    (rejection) => rejection.files,
  );
  const unresolved = sum(quarantines, (quarantine) => quarantine.unresolved);
  const where = (those: readonly { readonly domain: string }[]) =>
    inOrder(those.map(({ domain }) => domain))
      .map(domainName)
      .join(', ');
  return [
    ...(pending > 0
      ? [
          {
            tone: 'warn' as const,
            title: `${plural(pending, 'file has', 'files have')} landed and not been loaded`,
            detail: where(pipes.filter((pipe) => pipe.pending > 0)),
            href: '/ingest',
          },
        ]
      : []),
    ...(rejected + files > 0
      ? [
          {
            tone: 'warn' as const,
            title:
              rejected > 0
                ? `${plural(rejected, 'row')} could not be loaded`
                : `${plural(files, 'file')} could not be loaded`,
            detail: where(rejections),
            href: '/ingest',
          },
        ]
      : []),
    ...(unresolved > 0
      ? [
          {
            tone: 'warn' as const,
            title: `${plural(unresolved, 'row is', 'rows are')} set aside, with no accepted row in their place`,
            detail: where(quarantines.filter((quarantine) => quarantine.unresolved > 0)),
            href: '/ingest',
          },
        ]
      : []),
  ];
}
