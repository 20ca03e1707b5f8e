/** What is served, and what this console may do. */
export interface About {
  /** `local`, or the deployed environment. */
  readonly target: string;
  /** The home's folder, or the database in the account: for the head of the page. */
  readonly place: string;
  readonly project: string;
  readonly version: string;
  readonly now: string;
  /** Whether `POST /api/runs` works; `reason` says why not. */
  readonly runs: { readonly allowed: true } | { readonly allowed: false; readonly reason: string };
  /** To be sent as the header `X-Lakehouse-Token` with every POST. Only where runs are allowed. */
  readonly token?: string | undefined;
}

/** A failed request. `code` is one of docs/errors, undefined for a defect of ours. */
export interface Failure {
  readonly status: number;
  readonly code?: string | undefined;
  readonly message: string;
}

/** A page of a longer list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Of the whole list. */
  readonly total: number;
  readonly offset: number;
}

/** A value of a table: decimals that a double cannot hold are text, so are dates and times. */
export type Cell = string | number | boolean | null;

/** Rows as the warehouse gave them. `kind` is Snowflake's type without its length. */
export interface Rows {
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** There are more rows than were read. */
  readonly more: boolean;
}
