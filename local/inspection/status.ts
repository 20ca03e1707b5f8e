import { lastRunOf, type LastRun } from '../../engine/inspection/last-run';
import { ledgerSums, rejections, type Rejection } from '../../engine/inspection/ledger';
import { readQuarantined, type Quarantined } from '../../engine/inspection/quarantine';
import { schemasOf, type SchemaAge } from '../../engine/inspection/schemas';
import { landedSources } from '../../engine/landing/setup';
import { readNodeStates } from '../../engine/run';
import type { Inspected } from './inspected';
import { DATABASE } from '../home/project';
import { pipeStatus, type PipeStatus } from '../pipe';
import { readLag, type DomainLag } from './lag';

export interface Status extends LastRun {
  readonly datasets: PipeStatus['datasets'];
  /** How far each layer of each domain is behind the one before it. */
  readonly lag: readonly DomainLag[];
  /** One a schema of bronze, silver and gold that has anything. */
  readonly layers: readonly SchemaAge[];
  readonly rejected: readonly Rejection[];
  readonly quarantined: readonly Quarantined[];
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
  const [last, rejected, quarantined, lag] = await Promise.all([
    lastRunOf(store),
    rejections(warehouse, DATABASE),
    readQuarantined(warehouse, opened.local),
    readLag(opened, { datasets, sums, states }),
  ]);
  return { datasets, lag, layers: schemasOf(opened.local, sums, states), ...last, rejected, quarantined };
}
