import type { Compiler } from '../compile/types';
import type { Graph } from '../graph/types';
import type { Project, UniqueId } from '../project/types';
import type { CatalogEntry, WarehouseTraits } from '../warehouse/port';
import type { NodeState, PlannedColumn } from './types';

/** What was found in the warehouse before planning. */
export interface Observed {
  readonly catalog: readonly CatalogEntry[];
  /** Change token of each source table that exists, by the source's id. */
  readonly sourceTokens: ReadonlyMap<UniqueId, string>;
  /** Columns of live tables into which rows are to be merged (`mergedModels` of the decisions). */
  readonly columns: ReadonlyMap<UniqueId, readonly PlannedColumn[]>;
}

export interface PlanOptions {
  /** As `makeRunId` writes it: the name of displaced tables ends in it. */
  readonly runId: string;
  readonly now: Date;
  readonly fullRefresh: boolean;
  /** Database of the AUDIT schema. */
  readonly database: string;
  /** Displaced tables are dropped once they are older than this. */
  readonly keepDisplacedDays: number;
  /** At most so many of them are kept for each model, the newest; undefined for no limit. */
  readonly keepDisplaced: number | undefined;
}

export interface PlanInput {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  /**
   * The models, snapshots and sources to take in. In a build all tests that stand before a selected model run,
   * whatever the selection says of tests: nothing is published untested.
   */
  readonly selected: ReadonlySet<UniqueId>;
  readonly observed: Observed;
  /** Last successes by node. */
  readonly state: ReadonlyMap<UniqueId, NodeState>;
  readonly traits: WarehouseTraits;
  readonly options: PlanOptions;
}
