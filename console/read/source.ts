import type { Compiler } from '../../engine/compile';
import type { Graph } from '../../engine/graph';
import type { LakeObject } from '../../engine/landing/lake';
import type { Project } from '../../engine/project/types';
import type { Store } from '../../engine/run';
import type { WarehouseReader } from '../../engine/warehouse/port';
import type { DomainLag, Reconciled, Rejection, StartRun, Started } from '../api';

/** A lakehouse as the console sees it: a local home, or a deployed one. Nothing in it can change anything but `start`. */
export interface ConsoleSource {
  /** `local`, or the deployed environment. */
  readonly target: string;
  /** For the head of the page: the home's folder, or the database in the account. */
  readonly place: string;
  /** Database of the AUDIT and BRONZE schemas. */
  readonly database: string;
  /** Rendered as it is now; the same object as long as nothing in it has changed. */
  readonly project: () => Promise<ProjectView>;
  /** What is wrong with the project's files now; `project` is what they were before. */
  readonly mistake: () => string | undefined;
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly warehouse: ReadOnlyWarehouse;
  readonly inspection: Inspection;
  /** What the local database runs for a Snowflake statement; undefined on a deployed target. */
  readonly localSql?: ((sql: string) => Promise<string>) | undefined;
  /** Undefined where the console may not run anything; `whyNot` then says why. */
  readonly start?: ((request: StartRun) => Promise<Started>) | undefined;
  readonly whyNot: string;
  readonly now: () => Date;
  /** Time between two looks at whether anything has changed, while somebody watches. */
  readonly pollMilliseconds: number;
}

export interface ProjectView {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
}

/** `query` takes what reads alone: see `readOnly`. */
export type ReadOnlyWarehouse = WarehouseReader;

/** What is known of the way from the lake to bronze. Each part differs between a laptop and a deployed lakehouse. */
export interface Inspection {
  /** Changes whenever a file lands or is loaded. Asked often while somebody looks: to be cheap. */
  arrived(): Promise<string>;
  status(): Promise<InspectedStatus>;
  /** Files of the lake that are not in the ledger yet. */
  pending(): Promise<readonly PendingFile[]>;
  reconcile(): Promise<readonly Reconciled[]>;
}

export type PendingFile = LakeObject & { readonly domain: string; readonly dataset: string };

export interface InspectedStatus {
  readonly datasets: readonly {
    readonly domain: string;
    readonly dataset: string;
    readonly landed: number;
    readonly newestLandedAt?: string | undefined;
    readonly loaded: number;
    readonly pending: number;
    readonly rowsLoaded: number;
    readonly errors: number;
  }[];
  readonly lag: readonly DomainLag[];
  readonly rejected: readonly Rejection[];
  readonly quarantined: readonly {
    readonly model: string;
    readonly reason: string;
    readonly rows: number;
    readonly unresolved: number;
  }[];
}
