import type { Difference } from './types';

/** One line of the report. */
export interface Check {
  readonly name: string;
  /** How many things were the same. */
  readonly equal: number;
  readonly differences: readonly Difference[];
}

/** Something that must work before anything can be compared does not: told as a failure, in its own words. */
export class CannotCompare extends Error {}
