import type { Compiler } from '../compile/types';
import type { Project, UniqueId } from '../project/types';
import type { CatalogEntry, Column, WarehouseTraits } from '../warehouse/port';
import type { NodeState } from './types';

/** What was found in the warehouse before planning. */
export interface Observed {
  readonly catalog: readonly CatalogEntry[];
  /** Change token of each source table that exists, by the source's id. */
  readonly sourceTokens: ReadonlyMap<UniqueId, string>;
  /** Columns of the live tables of incremental models that run; see `modelsWhoseColumnsCount`. */
  readonly columns: ReadonlyMap<UniqueId, readonly Pick<Column, 'name' | 'type'>[]>;
}

export interface PlanOptions {
  readonly runId: string;
  readonly fullRefresh: boolean;
  /** Displaced tables are dropped once they are older than this. */
  readonly keepDisplacedDays: number;
  /** Of these, at most so many a model are kept, the newest; undefined for no limit. */
  readonly keepDisplaced: number | undefined;
  readonly now: Date;
}

export interface PlanInput {
  readonly project: Project;
  readonly compiler: PlanCompiler;
  /** Models, snapshots, sources and tests to take in. */
  readonly selected: ReadonlySet<UniqueId>;
  readonly observed: Observed;
  /** Last successes by node. */
  readonly state: ReadonlyMap<UniqueId, NodeState>;
  readonly traits: WarehouseTraits;
  readonly options: PlanOptions;
}

/** The compiler with what unit tests need: one SELECT whose rows are the differences from what is expected. */
export interface PlanCompiler extends Compiler {
  unitTestSql?(id: UniqueId): string;
}
