import type { Offset } from '../../refusal';

export interface Name {
  /** As Snowflake stores it: folded to upper case unless it was quoted. */
  readonly text: string;
  readonly quoted: boolean;
  readonly at: Offset;
}

/** `a`, `b.a`, `c.b.a`. */
export type Path = readonly Name[];

export interface DataType {
  /** Upper case, e.g. NUMBER, TIMESTAMP_NTZ, DOUBLE PRECISION. */
  readonly name: string;
  readonly parameters: readonly number[];
  readonly at: Offset;
}
