/** What the template gives the canary and what it answers. Imports nothing. */

/**
 * Beside `SNOWFLAKE_ENV`. It logs in as setup's user and so runs under setup's IAM role, which may put, get and delete
 * below `CANARY_PREFIX` alone.
 */
export const CANARY_ENV = {
  /** The lake's bucket. */
  bucket: 'LAKEHOUSE_BUCKET',
} as const;

/** Its dataset in the lake. */
export const CANARY_PREFIX = 'bronze/_canary/';

export const CANARY_RESOURCE = 'Custom::LakehouseCanary';

/**
 * The stack of its own that proves the whole way: a file in the lake, its row in Snowflake. `onEvent` writes the file,
 * `isComplete` waits for the row, removes both and names the leg that failed. Physical id: `<database>/canary`.
 */
export interface CanaryProperties {
  readonly database: string;
  /** Another one whenever the way may have changed: `revision` of the objects. */
  readonly revision: string;
  /**
   * Seconds after which it names the leg that failed; less than the provider's `totalTimeout`. A refusal is cached by
   * Snowflake for up to an hour.
   */
  readonly waitSeconds: string;
}

export interface CanaryAnswer {
  readonly PhysicalResourceId: string;
  /** `key`: the file that was written. */
  readonly Data?: { readonly key: string; readonly startedAt: string };
}

export interface CanaryProgress {
  readonly IsComplete: boolean;
  /** Only where it is complete: how long the row took. */
  readonly Data?: { readonly seconds: string };
}
