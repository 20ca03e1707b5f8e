import type { LakehouseError } from '../errors';
import type { Result, Warehouse } from './port';

/**
 * Statements that outlive whoever sent them: sent by one process, asked for by another.
 *
 * A request id is made, and stored, before the statement is sent. It is part of what the warehouse remembers of the
 * statement, so that one whose query id was never heard of is found again instead of sent twice.
 */
export interface Statements {
  /**
   * Answers with the query id as soon as the warehouse has taken the statement, whatever becomes of it. Throws what
   * is no `LakehouseError` where nobody knows whether it was taken: `find` tells.
   */
  submit(sql: string, options: SubmitOptions): Promise<string>;
  outcome(queryId: string): Promise<Outcome>;
  /** Query ids of statements that were taken, by request id; `since` is before the first of them was sent. */
  find(requestIds: readonly string[], since: Date): Promise<ReadonlyMap<string, string>>;
  /** Query ids of the statements of a run, by their tag, that have not ended. */
  underWay(runId: string): Promise<readonly string[]>;
  /** Its outcome is a failure then. Throws a `LakehouseError` where the warehouse refuses. */
  cancel(queryId: string): Promise<void>;
}

export interface SubmitOptions {
  /** A UUID. Sent again in the same session it runs nothing again. */
  readonly requestId: string;
  /** Kept in the warehouse's query history, beside the request id. */
  readonly tag: { readonly [name: string]: string | undefined };
}

export type Outcome =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'failed'; readonly error: LakehouseError }
  /** The warehouse does not know the query id: it is a moment old, or was forgotten. */
  | { readonly status: 'unknown' };

export interface AsyncWarehouse extends Warehouse {
  readonly statements: Statements;
}
