/** What a lakehouse used in Snowflake in a span of time. Times are ISO 8601; credits are Snowflake's, not money. */
export interface CostReport {
  readonly environment: string;
  readonly from: string;
  readonly until: string;
  /** Later than these, figures may still grow: Snowflake writes its history with a delay. */
  readonly complete: CompleteUntil;
  readonly warehouses: readonly WarehouseCost[];
  readonly pipes: readonly PipeCost[];
  /** The most expensive first. */
  readonly models: readonly ModelCost[];
  /** The newest first. */
  readonly runs: readonly RunCost[];
}

export interface CompleteUntil {
  readonly statements: string;
  readonly warehouses: string;
  readonly pipes: string;
  /** Credits of single statements, and so of models and runs. */
  readonly credits: string;
}

export interface WarehouseCost {
  readonly warehouse: string;
  /** For which the warehouse was up. `queries` and `idle` add up to it. */
  readonly credits: number;
  /** Of those, what Snowflake attributes to statements. */
  readonly queries: number;
  /** Up and without a statement: the minute after the last one, most often. */
  readonly idle: number;
  /** Before the adjustment of a tenth of a day's compute, which Snowflake makes for the account as a whole. */
  readonly cloudServices: number;
}

export interface PipeCost {
  readonly pipe: string;
  readonly credits: number;
  readonly bytes: number;
}

/** Of statements that carry a run's tag. */
export interface Usage {
  readonly statements: number;
  readonly failed: number;
  /** In execution: without compilation and queues. */
  readonly seconds: number;
  readonly bytesScanned: number;
  /** What Snowflake attributes to them; undefined where it has attributed nothing yet. */
  readonly credits: number | undefined;
  /** Statements that it attributed nothing to: newer than `complete.credits`, or too short (about 100 ms). */
  readonly unattributed: number;
}

export interface ModelCost extends Usage {
  /** `model.lakehouse.olist__fct_orders`; undefined for what serves a run as a whole, or several models. */
  readonly model: string | undefined;
  readonly runs: number;
  /** Of `seconds`, those in its tests. */
  readonly testSeconds: number;
}

export interface RunCost extends Usage {
  readonly run: string;
  /** Of its first and last statement. */
  readonly startedAt: string;
  readonly endedAt: string;
}
