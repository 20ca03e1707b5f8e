import type { Dashboard, DashboardChart, Measure } from '../../../../api';
import type { Data } from '../aggregate';
import { formatFull } from '../measures';
import type { Period, Range } from '../range';
import type { ChartTable } from '../chart-card';

export interface ChartPartProps<Kind extends DashboardChart['kind']> {
  readonly chart: Extract<DashboardChart, { kind: Kind }>;
  readonly dashboard: Dashboard;
  /** Rows of the selection. */
  readonly data: Data;
  /** Rows of the period before; undefined where there is none to compare with. */
  readonly before: Data | undefined;
  readonly range: Range | undefined;
  readonly previous: Range | undefined;
  /** What a row of the analysis is at least. */
  readonly grain: Period;
}

/** The properties are checked where they are read, so that a name that is missing here is a defect. */
export function measureNamed({ measures }: Dashboard, name: string): Measure {
  const measure = measures[name];
  if (!measure) throw new Error(`there is no measure ${name}`);
  return measure;
}

export const headOf = ({ filters }: Dashboard, column: string): string => {
  const words = column.replaceAll('_', ' ');
  return filters[column] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

export const valueCell = (
  value: number | undefined,
  measure: Measure,
): ChartTable['rows'][number]['values'][number] => ({
  text: formatFull(value, measure),
  sort: value,
});
