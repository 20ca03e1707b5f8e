import type { Rows } from './about';

/** A query of `sql/analyses/`, as it is: it has no parameters. */
export interface Analysis {
  readonly name: string;
  /** The dashboard's, else the name made readable. */
  readonly title: string;
  readonly description: string;
  /** The folder below `analyses/`. */
  readonly domain: string;
  readonly tags: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly description: string;
    readonly type?: string | undefined;
  }[];
  /** Nodes that it reads. */
  readonly reads: readonly string[];
  /** False until all of these are built. */
  readonly ready: boolean;
  /** How it is shown; undefined for a query that no page shows. */
  readonly dashboard?: Dashboard | undefined;
}

/**
 * How the rows of an analysis are shown: `meta.lakehouse.dashboard` of its properties. Rows are additive at their grain, so that
 * the page filters and sums them itself. Columns are lower case, measures go by their name.
 */
export interface Dashboard {
  /** Place on the page of its domain. */
  readonly order: number;
  readonly title: string;
  readonly question: string;
  /** On the analysis whose dates the page's range goes by. */
  readonly page?: DashboardPage | undefined;
  /** DATE column that the page's range filters; none: the range does not apply. */
  readonly date?: string | undefined;
  /** Columns that can be filtered, with their labels. */
  readonly filters: { readonly [column: string]: string };
  readonly measures: { readonly [name: string]: Measure };
  /** Measures that stand at the head of the page. */
  readonly headlines: readonly string[];
  readonly charts: readonly DashboardChart[];
}

export interface DashboardPage {
  readonly title: string;
  readonly description: string;
  /** What the range is counted in: the coarsest grain of the page's analyses. */
  readonly period: 'day' | 'month';
  /** Length of the range by default, up to the newest row. */
  readonly last: number;
}

export type MeasureFormat = 'count' | 'decimal' | 'money' | 'percent' | 'days';

/** A sum over rows, or the ratio of two sums: computed after the sums were made, never averaged. */
export interface Measure {
  readonly label: string;
  readonly format: MeasureFormat;
  /** ISO 4217; none where the source states none. */
  readonly currency?: string | undefined;
  readonly sum?: string | undefined;
  /** Columns of the numerator and of the denominator. */
  readonly ratio?: readonly [string, string] | undefined;
  readonly better: 'higher' | 'lower' | 'neither';
}

interface ChartBase {
  readonly title: string;
  /** Takes both columns of the page. */
  readonly wide: boolean;
}

export type DashboardChart =
  /** Over the range; `by` splits it into series. With one series the period before stands behind it. */
  | (ChartBase & { readonly kind: 'line'; readonly measure: string; readonly by?: string | undefined })
  /** The largest first, the rest summed up where that can be summed. */
  | (ChartBase & {
      readonly kind: 'bars';
      readonly measure: string;
      readonly by: string;
      readonly limit: number;
    })
  /** In the order of `by`. */
  | (ChartBase & { readonly kind: 'columns'; readonly measure: string; readonly by: string })
  | (ChartBase & {
      readonly kind: 'heatmap';
      readonly measure: string;
      readonly x: string;
      readonly y: string;
    })
  /** Each of them a part of the one before. */
  | (ChartBase & { readonly kind: 'funnel'; readonly steps: readonly string[] })
  /** The largest of the first measure first. */
  | (ChartBase & {
      readonly kind: 'table';
      readonly by: readonly string[];
      readonly measures: readonly string[];
      readonly limit: number;
    });

/** All rows of an analysis. With `more` they are not all: nothing may be summed then. */
export interface AnalysisRows extends Rows {
  readonly name: string;
  /** As it is sent to Snowflake. */
  readonly sql: string;
  /** As the local database runs it. */
  readonly localSql?: string | undefined;
  readonly ms: number;
  /** Newest publication of what it reads. */
  readonly asOf?: string | undefined;
}
