import type { Rows } from './about';

/**
 * A query of `sql/analyses/`. Its parameters stand in its properties as `meta.console.parameters` and are dbt
 * variables: `var('from', none)` is none where a request leaves it out. A `date` is `YYYY-MM-DD`, a `number` decimal, a `text` comes with quotes
 * and backslashes doubled, so that it belongs between single quotes; `texts` is a list of such (none where empty).
 */
export interface Analysis {
  readonly name: string;
  /** `meta.console.title`, else the name made readable. */
  readonly title: string;
  readonly description: string;
  /** The folder below `analyses/`. */
  readonly domain: string;
  readonly tags: readonly string[];
  readonly parameters: readonly AnalysisParameter[];
  /** Nodes that it reads. */
  readonly reads: readonly string[];
  /** False until all of these are built. */
  readonly ready: boolean;
}

export interface AnalysisParameter {
  readonly name: string;
  readonly type: 'date' | 'number' | 'text' | 'texts';
  readonly label?: string;
}

/** Answer of an analysis for its parameters. */
export interface AnalysisRows extends Rows {
  readonly name: string;
  /** As it is sent to Snowflake. */
  readonly sql: string;
  /** As the local database runs it. */
  readonly localSql?: string;
  readonly ms: number;
  /** Newest publication of what it reads. */
  readonly asOf?: string;
}
