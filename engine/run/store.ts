import type { Json } from '../project/types';

/** A record of the run state under its key. `version` grows by one with each write and starts at 1. */
export interface Item {
  readonly key: string;
  readonly version: number;
  readonly body: Json;
}

/**
 * Where runs keep what they must remember: DynamoDB in the cloud, a table of the local database on a laptop.
 * Keys are paths such as `model/<id>` and `run/<id>/journal/000001`.
 */
export interface Store {
  get(key: string): Promise<Item | undefined>;
  /** All items whose key starts with `prefix`, ordered by key. */
  list(prefix: string): Promise<readonly Item[]>;
  /**
   * Writes if the item still has the version `expected` (0: it must not exist; undefined: whatever it is), and
   * answers with the new version, or undefined where somebody else was there first.
   */
  put(key: string, body: Json, expected?: number): Promise<number | undefined>;
  /** Removes all items whose key starts with `prefix`. */
  clear(prefix: string): Promise<void>;
}
