import type { DomainLag, Reconciled } from './ingest';
import type { RunTest } from './runs';

/** A generic test's name (`unique`, `not_null`, `relationships`, …), `singular` or `unit`. */
export type TestKind = string;

export interface Quality {
  readonly tests: readonly QualityTest[];
  /** The last runs that tested something, the oldest first. */
  readonly runs: readonly QualityRun[];
  readonly freshness: readonly DomainLag[];
  readonly reconciled: readonly Reconciled[];
}

export interface QualityTest {
  readonly id: string;
  readonly name: string;
  readonly kind: TestKind;
  /** Node that it stands before, or is attached to. */
  readonly node: string;
  readonly nodeName: string;
  readonly domain: string;
  readonly column?: string | undefined;
  readonly severity: 'error' | 'warn';
  readonly status: RunTest['status'] | 'never';
  readonly failures?: number | undefined;
  readonly runId?: string | undefined;
  readonly at?: string | undefined;
}

export interface QualityRun {
  readonly runId: string;
  readonly startedAt: string;
  /** Numbers of tests by status. */
  readonly counts: { readonly [status: string]: number };
  /** The same by kind of test and by domain. */
  readonly kinds: { readonly [kind: string]: { readonly [status: string]: number } };
  readonly domains: { readonly [domain: string]: { readonly [status: string]: number } };
}
