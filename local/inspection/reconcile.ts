import { bronzeTable, landedSources } from '../../engine/landing/setup';
import { relationText } from '../../engine/warehouse/identifier';
import type { Inspected } from './inspected';
import { DATABASE } from '../home/project';
import { pipeStatus } from '../pipe';
import { readAccounts } from './accounting';
import { differences, type Stages } from './balance';
import { ledgerSums, numberOf, rejections } from '../../engine/inspection/ledger';

export interface Reconciled extends Stages {
  /** Empty where everything adds up. */
  readonly differences: readonly string[];
}

/** Follows the rows of every dataset from the lake to silver. Changes nothing. */
export async function reconcile({ home, local }: Inspected): Promise<readonly Reconciled[]> {
  const { warehouse, lake } = home;
  const sources = landedSources(local.project.sources);
  const domains = [...new Set(sources.map(({ landing }) => landing.domain))];
  const [files, sums, rejected, accounts] = await Promise.all([
    pipeStatus({ warehouse, lake, sources }),
    ledgerSums(warehouse, DATABASE),
    rejections(warehouse, DATABASE),
    readAccounts(warehouse, local.project, (id) => local.compiler.relation(id), domains),
  ]);
  const inBronze = await rowsInBronze({ home, local });
  return files.datasets.map(({ domain, dataset, landed, loaded, pending }) => {
    const key = `${domain}.${dataset}`;
    const sum = sums.get(key);
    const stages: Stages = {
      domain,
      dataset,
      filesInLake: landed,
      filesInLedger: loaded,
      filesPending: pending.length,
      rowsInFiles: sum?.rowsParsed ?? 0,
      rowsLoaded: sum?.rowsLoaded ?? 0,
      rowsRejected: rejected
        .filter((one) => one.domain === domain && one.dataset === dataset)
        .reduce((total, { rows }) => total + rows, 0),
      rowsInBronze: inBronze.get(key) ?? 0,
      account: accounts.get(key),
    };
    return { ...stages, differences: differences(stages) };
  });
}

async function rowsInBronze({ home, local }: Inspected): Promise<ReadonlyMap<string, number>> {
  const there = new Set((await home.warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  const counts = landedSources(local.project.sources).flatMap((source) => {
    const table = bronzeTable(source, DATABASE);
    if (!there.has(`${table.schema}.${table.name}`)) return [];
    return [
      {
        key: `${source.landing.domain}.${source.landing.dataset}`,
        sql: `select count(*) from ${relationText(table)}`,
      },
    ];
  });
  const results = await Promise.all(
    counts.map(
      async ({ key, sql }) => [key, numberOf((await home.warehouse.query(sql)).rows[0]?.[0])] as const,
    ),
  );
  return new Map(results);
}
