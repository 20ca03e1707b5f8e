import type { NodeState } from '../../engine/plan/types';
import { landedSources } from '../../engine/landing/setup';
import { readNodeStates, readRunDetails, readRuns, type RunRecord, type TestResult } from '../../engine/run';
import { literal, relationText } from '../../engine/warehouse/identifier';
import type { Inspected } from './inspected';
import { DATABASE } from '../home/project';
import { pipeStatus, type PipeStatus } from '../pipe';
import { readLag, type DomainLag } from './lag';
import { ledgerSums, numberOf, rejections, type LedgerSums, type Rejection } from './ledger';

export interface Status {
  readonly datasets: PipeStatus['datasets'];
  /** How far each layer of each domain is behind the one before it. */
  readonly lag: readonly DomainLag[];
  /** One a schema of bronze, silver and gold that has anything. */
  readonly layers: readonly {
    readonly schema: string;
    readonly relations: number;
    readonly newest: string | undefined;
  }[];
  /** The newest run; undefined before the first. */
  readonly lastRun: RunRecord | undefined;
  /** Tests of that run that warned, failed or could not be run. */
  readonly failedTests: readonly TestResult[];
  readonly rejected: readonly Rejection[];
  readonly quarantined: readonly Quarantined[];
}

export interface Quarantined {
  readonly model: string;
  readonly reason: string;
  readonly rows: number;
  /** No accepted row has the key of these. */
  readonly unresolved: number;
}

/** What is to be known of a local lakehouse at a glance. Changes nothing. */
export async function readStatus(opened: Inspected): Promise<Status> {
  const { warehouse, lake, store } = opened.home;
  const sources = landedSources(opened.local.project.sources);
  const [{ datasets }, sums, states] = await Promise.all([
    pipeStatus({ warehouse, lake, sources }),
    ledgerSums(warehouse, DATABASE),
    readNodeStates(store),
  ]);
  const [runs, rejected, quarantined, lag] = await Promise.all([
    readRuns(store),
    rejections(warehouse, DATABASE),
    readQuarantined(opened),
    readLag(opened, { datasets, sums, states }),
  ]);
  const layers = layersOf(opened, sums, states);
  const [lastRun] = runs;
  const details = lastRun && (await readRunDetails(store, lastRun.runId));
  const failedTests = (details?.tests ?? []).filter(
    ({ status }) => status !== 'pass' && status !== 'skipped',
  );
  return { datasets, lag, layers, lastRun, failedTests, rejected, quarantined };
}

/** Bronze is as new as its last load, a schema of models as new as the model published last. */
function layersOf(
  { local }: Pick<Inspected, 'local'>,
  sums: ReadonlyMap<string, LedgerSums>,
  states: ReadonlyMap<string, NodeState>,
): Status['layers'] {
  const newest = new Map<string, { relations: number; newest: string | undefined }>();
  const see = (schema: string, at: string | undefined): void => {
    const seen = newest.get(schema) ?? { relations: 0, newest: undefined };
    const later = seen.newest === undefined || (at !== undefined && at > seen.newest) ? at : seen.newest;
    newest.set(schema, { relations: seen.relations + 1, newest: later });
  };
  for (const { uniqueId, landing } of landedSources(local.project.sources)) {
    const sum = sums.get(`${landing.domain}.${landing.dataset}`);
    if (sum) see(local.compiler.relation(uniqueId).schema, sum.loadedAt);
  }
  for (const { uniqueId } of local.project.models) {
    const state = states.get(uniqueId);
    if (state) see(local.compiler.relation(uniqueId).schema, state.publishedAt);
  }
  return [...newest].map(([schema, seen]) => ({ schema, ...seen }));
}

/** Rows set aside, by reason, of every `<model>__quarantine` that is published. */
async function readQuarantined({ home, local }: Inspected): Promise<readonly Quarantined[]> {
  const there = new Set((await home.warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  const selects = local.project.models.flatMap(({ uniqueId, name }) => {
    if (!name.endsWith('__quarantine')) return [];
    const relation = local.compiler.relation(uniqueId);
    if (!there.has(`${relation.schema}.${relation.name}`)) return [];
    return [
      `select ${literal(name)} as model, reason, count(*) as quarantined_rows, count_if(not resolved) as unresolved
       from ${relationText(relation)} group by reason`,
    ];
  });
  if (selects.length === 0) return [];
  const { rows } = await home.warehouse.query(`${selects.join('\nunion all\n')}\norder by 1, 3 desc, 2`);
  return rows.map(([model, reason, number, unresolved]) => ({
    model: String(model),
    reason: String(reason),
    rows: numberOf(number),
    unresolved: numberOf(unresolved),
  }));
}
