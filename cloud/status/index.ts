import { lagOf, newestOf, type DomainLag } from '../../engine/inspection/domain-lag';
import { lastRunOf, type LastRun } from '../../engine/inspection/last-run';
import { ledgerSums, rejections, type LedgerSums, type Rejection } from '../../engine/inspection/ledger';
import { readQuarantined, type Quarantined } from '../../engine/inspection/quarantine';
import { schemasOf, type Placed, type SchemaAge } from '../../engine/inspection/schemas';
import type { Lake } from '../../engine/landing/lake';
import { landedSources, type LandedSource } from '../../engine/landing/setup';
import { readPipes, type WatchedPipe } from '../../engine/monitor/pipes';
import { listed, recentPrefixes } from '../../engine/monitor/recent';
import type { NodeState } from '../../engine/plan/types';
import type { UniqueId } from '../../engine/project/types';
import { readNodeStates, type Store } from '../../engine/run';
import type { WarehouseReader } from '../../engine/warehouse/port';

/** The same as of a local lakehouse, where there is the same to tell. Times are ISO 8601. */
export interface CloudStatus extends LastRun {
  /** One a dataset, since each has a pipe of its own. */
  readonly datasets: readonly CloudDataset[];
  readonly lag: readonly DomainLag[];
  readonly layers: readonly SchemaAge[];
  readonly rejected: readonly Rejection[];
  readonly quarantined: readonly Quarantined[];
}

export interface CloudDataset {
  readonly domain: string;
  readonly dataset: string;
  /** `SCHEMA.NAME`. */
  readonly pipe: string;
  /** `RUNNING`, or why it is not; undefined where the pipe is not there. */
  readonly state: string | undefined;
  readonly error: string | undefined;
  /** Files that the pipe was told of and has not loaded. */
  readonly pending: number | undefined;
  /** When the oldest of them was queued. */
  readonly oldestPending: string | undefined;
  /** From the ledger, which the monitor fills once an hour. */
  readonly rowsLoaded: number;
  readonly errors: number;
  readonly loadedAt: string | undefined;
  /** When the pipe was last told of a file of its own. */
  readonly toldAt: string | undefined;
  /** When the newest file of the last days landed. */
  readonly landedAt: string | undefined;
}

export interface CloudInspected {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly lake: Lake;
  readonly warehouse: WarehouseReader;
  readonly database: string;
  readonly project: Placed;
  readonly now: Date;
}

/** Days of the lake that are listed: the whole of it may be millions of keys. */
const LISTED_DAYS = 3;

/** What is to be known of a deployed lakehouse at a glance. Changes nothing; starts the warehouse of its session. */
export async function readCloudStatus(inspected: CloudInspected): Promise<CloudStatus> {
  const { store, lake, warehouse, database, project, now } = inspected;
  const sources = landedSources(project.project.sources);
  const [pipes, sums, states, last, landed] = await Promise.all([
    readPipes((sql) => warehouse.query(sql), sources, database),
    ledgerSums(warehouse, database),
    readNodeStates(store),
    lastRunOf(store),
    Promise.all(sources.map((source) => newestLanded(lake, source, now))),
  ]);
  const [rejected, quarantined] = await Promise.all([
    rejections(warehouse, database),
    readQuarantined(warehouse, project),
  ]);
  const datasets = sources.map((source, index) =>
    datasetOf(source, pipes[index], sums.get(idOf(source)), landed[index]),
  );
  return {
    datasets,
    lag: lagsOf(project, datasets, sums, states),
    layers: schemasOf(project, sums, states),
    ...last,
    rejected,
    quarantined,
  };
}

const idOf = ({ landing }: LandedSource): string => `${landing.domain}.${landing.dataset}`;

async function newestLanded(lake: Lake, source: LandedSource, now: Date): Promise<string | undefined> {
  const recent = await listed(lake, recentPrefixes(source.landing, now, LISTED_DAYS));
  return newestOf(recent.map(({ modifiedAt }) => modifiedAt));
}

function datasetOf(
  { landing: { domain, dataset } }: LandedSource,
  pipe: WatchedPipe | undefined,
  sums: LedgerSums | undefined,
  landedAt: string | undefined,
): CloudDataset {
  const status = pipe?.status;
  return {
    domain,
    dataset,
    pipe: pipe?.name ?? '',
    state: status?.state,
    error: status?.error,
    pending: status?.pendingFiles,
    oldestPending: status?.oldestPending?.toISOString(),
    toldAt: status?.lastForwarded?.toISOString(),
    rowsLoaded: sums?.rowsLoaded ?? 0,
    errors: sums?.errors ?? 0,
    loadedAt: sums?.loadedAt,
    landedAt: newestOf([landedAt, sums?.landedAt]),
  };
}

/** A file is pending, or has landed that the pipe was not told of. */
const waits = ({ pending, toldAt = '', landedAt = '' }: CloudDataset): boolean =>
  pending !== 0 || landedAt > toldAt;

/**
 * By when files landed, were loaded and published. Event times would be a scan of whole tables, which is paid for here:
 * `lakehouse query` tells the one that is wanted.
 */
function lagsOf(
  { project, compiler }: Placed,
  datasets: readonly CloudDataset[],
  sums: ReadonlyMap<string, LedgerSums>,
  states: ReadonlyMap<UniqueId, NodeState>,
): readonly DomainLag[] {
  return [...new Set(datasets.map(({ domain }) => domain))].map((domain) => {
    const of = datasets.filter((one) => one.domain === domain);
    const gold = project.models.filter(
      ({ uniqueId }) => compiler.relation(uniqueId).schema === `GOLD_${domain.toUpperCase()}`,
    );
    const landedAt = newestOf(of.map((one) => one.landedAt));
    return lagOf({
      domain,
      waiting: undefined,
      landedAt,
      bronze: {
        event: undefined,
        // Where nothing waits nothing is behind, even if the ledger was not written yet.
        landedAt: of.some(waits)
          ? newestOf(of.map(({ dataset }) => sums.get(`${domain}.${dataset}`)?.landedAt))
          : landedAt,
        loadedAt: newestOf(of.map(({ loadedAt }) => loadedAt)),
      },
      gold: {
        event: undefined,
        publishedAt: newestOf(gold.map(({ uniqueId }) => states.get(uniqueId)?.publishedAt || undefined)),
      },
    });
  });
}
