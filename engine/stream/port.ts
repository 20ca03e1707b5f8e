/** One record on its way to the lake: a line of text, without its line break. */
export interface StreamRecord {
  readonly data: string;
  /** Records of one key keep their order within a shard as long as none is retried: the session's id. */
  readonly partitionKey: string;
  /** When it arrives, where a history is made; a service knows only its own clock. @default now */
  readonly arrivedAt?: Date | undefined;
}

/** What became of a record, at its place in the batch. */
export type DeliveryResult =
  | { readonly status: 'accepted' }
  /** It could not be delivered and is kept: see `Undelivered`. */
  | { readonly status: 'kept'; readonly reason: Reason };

export interface Reason {
  /** The service's error code, or `TooLarge`, `LineBreak`. */
  readonly code: string;
  readonly message: string;
  /** How often delivery was tried: 0 for a record that no service would take. */
  readonly attempts: number;
}

/**
 * The way of events into the lake. An accepted record is not lost any more and reaches the lake at least once; one that
 * is not accepted is kept where it can be sent again. `put` throws only where a record could not even be kept.
 */
export interface EventStream {
  /** Results in the order of the records. */
  put(records: readonly StreamRecord[]): Promise<readonly DeliveryResult[]>;
  /** Delivers what is still on its way here, then ends. Services deliver on their own time. */
  close(): Promise<void>;
}

/** A record that could not be delivered, with why. */
export interface Undelivered {
  readonly record: StreamRecord;
  readonly reason: Reason;
}

/** Keeps undelivered records for good, before `put` answers. */
export type Keep = (undelivered: readonly Undelivered[]) => Promise<void>;
