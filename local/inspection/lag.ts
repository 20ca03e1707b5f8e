import { bronzeTable, landedSources } from '../../engine/landing/setup';
import type { NodeState } from '../../engine/plan/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { RelationName, WarehouseReader } from '../../engine/warehouse/port';
import { waitingIn } from '../delivery/waiting';
import { DATABASE } from '../home/project';
import type { Inspected } from './inspected';
import type { PipeStatus } from '../pipe';
import { lagOf, newestOf, type DomainLag, type DomainTimes } from '../../engine/inspection/domain-lag';
import { instantOf, type LedgerSums } from '../../engine/inspection/ledger';

export type { DomainLag } from '../../engine/inspection/domain-lag';

interface Known {
  readonly datasets: PipeStatus['datasets'];
  readonly sums: ReadonlyMap<string, LedgerSums>;
  readonly states: ReadonlyMap<string, NodeState>;
}

/** The one domain that comes as a stream. */
const STREAMED = 'events';

/** Reads the whole of the columns that tell event times: a scan of each domain's sources and gold tables that do. */
export async function readLag(opened: Inspected, known: Known): Promise<readonly DomainLag[]> {
  const { home, local } = opened;
  const sources = landedSources(local.project.sources);
  const domains = [...new Set(sources.map(({ landing }) => landing.domain))];
  const there = new Set((await home.warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  const waiting = await waitingIn(home.layout.delivery);
  const times = async (domain: string): Promise<DomainTimes> => {
    const landings = sources.filter(({ landing }) => landing.domain === domain);
    const gold = local.project.models.filter(
      ({ uniqueId }) => local.compiler.relation(uniqueId).schema === `GOLD_${domain.toUpperCase()}`,
    );
    const sums = landings.map(({ landing }) => known.sums.get(`${domain}.${landing.dataset}`));
    const of = known.datasets.filter((one) => one.domain === domain);
    const landedAt = newestOf(of.map((one) => one.newestLandedAt));
    const [inBronze, inGold] = await Promise.all([
      newestEvents(
        home.warehouse,
        landings.map((source) => ({
          relation: bronzeTable(source, DATABASE),
          eventTime: source.landing.eventTime,
        })),
        there,
      ),
      newestEvents(
        home.warehouse,
        gold.map(({ uniqueId, eventTime }) => ({ relation: local.compiler.relation(uniqueId), eventTime })),
        there,
      ),
    ]);
    return {
      domain,
      waiting: domain === STREAMED ? waiting : undefined,
      landedAt,
      bronze: {
        event: inBronze,
        // Where nothing waits nothing is behind: a lake that was copied may have younger files than the ledger knows.
        landedAt: of.some(({ pending }) => pending.length > 0)
          ? newestOf(sums.map((sum) => sum?.landedAt))
          : landedAt,
        loadedAt: newestOf(sums.map((sum) => sum?.loadedAt)),
      },
      gold: {
        event: inGold,
        publishedAt: newestOf(
          gold.map(({ uniqueId }) => known.states.get(uniqueId)?.publishedAt || undefined),
        ),
      },
    };
  };
  return (await Promise.all(domains.map(times))).map(lagOf);
}

interface Dated {
  readonly relation: RelationName;
  readonly eventTime: string | undefined;
}

/** Of the relations that are there and say how they tell event times; undefined where none does. */
async function newestEvents(
  warehouse: WarehouseReader,
  relations: readonly Dated[],
  there: ReadonlySet<string>,
): Promise<string | undefined> {
  const found = relations.flatMap(({ relation, eventTime }) =>
    eventTime !== undefined && there.has(`${relation.schema}.${relation.name}`)
      ? [warehouse.query(`select max(${eventTime})::timestamp_ntz from ${relationText(relation)}`)]
      : [],
  );
  return newestOf((await Promise.all(found)).map(({ rows }) => instantOf(rows[0]?.[0])));
}
